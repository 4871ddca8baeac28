/* Surnames that are read otherwise than the character alone. */
#ifndef JB_BASE_HAN_SURNAMES_H
#define JB_BASE_HAN_SURNAMES_H

#include <stddef.h>

/*
 * The reading of the surname that begins the name ("mo qi" for 万俟), or
 * NULL; *characters gets 1 or 2.  A compound surname needs a given name
 * behind it.  Static.
 */
const char *han_surname(const char *name, size_t *characters);

#endif
