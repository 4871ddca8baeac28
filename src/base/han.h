/*
 * Readings and strokes of Han characters, from Unihan (tables made by
 * tools/, committed).  Readings are without tones; ü is v.
 */
#ifndef JB_BASE_HAN_H
#define JB_BASE_HAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* The readings of one character, blank-separated, likeliest first ("shan dan chan");
 * NULL if it has none.  Static. */
const char *han_readings(int32_t cp);
int han_strokes(int32_t cp); /* 0: unknown */

/*
 * name_keys of a name: for each character the set of its initials in
 * brackets if several, with a blank before the full reading used for
 * sorting: 单雄信 -> "[sdc]xx shanxiongxin".  Surname readings (单 shan,
 * 仇 qiu, 万俟 moqi ...) come first.  Latin letters and digits stand for
 * themselves.
 */
void han_name_keys(struct buf *, const char *name);

/* Do the letters typed match the keys: initials in order (each character's
 * set), or a prefix of the full reading.  0 no, 3 initials from the start,
 * 2 initials inside, 1 full reading. */
int han_match(const char *name_keys, const char *typed);

/* A sort key by surname strokes (H2 order): compares bytewise. */
void han_stroke_key(struct buf *, const char *name);

#endif
