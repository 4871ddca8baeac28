/*
 * The language people read.  Chinese is in the source; English comes from
 * a catalogue (po/en.po).  `_()` gives a sentence in the language that is
 * on, `N_()` marks one that stands in a table and is looked up when shown.
 * Data is looked up the same way, so a label of a form or a code needs no
 * mark: base/lang knows no word of it.
 */
#ifndef JB_BASE_LANG_H
#define JB_BASE_LANG_H

#include <stdbool.h>

#include "base/attr.h"

/* The text in the language that is on; itself if it has no translation.
 * Lives as long as the catalogue; NULL stays NULL. */
const char *lang_text(const char *text) ATTR_FORMAT_ARG(1);

#define _(text) lang_text(text)
#define N_(text) text

/* "en" or "zh" of --lang (NULL: not given); else English if the first set
 * of LC_ALL, LC_MESSAGES and LANG begins with "en". */
bool lang_is_english(const char *option);
/* Opens a catalogue, and turns it on.  False, and Chinese stays: there is
 * none, or it is damaged. */
bool lang_open(const char *path, bool on);
/* The English of a text, be it on or not; itself without a translation. */
const char *lang_english(const char *text);
bool lang_is_on(void);
/* Paper is in the language of the office whoever prints it: between
 * lang_pause(true) and lang_pause(false) every text is its own. */
void lang_pause(bool paused);
void lang_close(void);

#endif
