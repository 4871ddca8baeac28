/* Which form and which file (see import_ask.h). */
#include "ui/import_ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "ui/import_view.h"
#include "ui/pick.h"
#include "ui/prompt.h"
#include "ui/run.h"

struct view *
import_ask_forms(struct desk *desk, enum command_id command, int tag)
{
	const char *const *names, *section, *title;
	struct pick_item *items = NULL;
	struct err ignored = {0};
	size_t forms = 0, count = 0;

	if (!forms_names(desk->forms, &names, &forms, &ignored))
		forms = 0;
	for (size_t i = 0; i < forms; i++) {
		const struct formdef *form = desk_form(desk, names[i]);

		if (!form || form->table->view ||
		    !forms_heading(
			desk->forms, names[i], &section, &title, &ignored))
			continue;
		items = mem_resize(items, count + 1, sizeof(*items));
		memset(&items[count], 0, sizeof(*items));
		items[count].code = mem_printf("%d %s", command, names[i]);
		items[count].text = mem_strdup(_(title));
		items[count].note = mem_strdup(_(section));
		items[count].at = count;
		count++;
	}
	err_done(&ignored);
	return pick_menu(desk, command_title(command_get(command)), tag,
	    items, count, true);
}

enum command_id
import_ask_form(
    struct desk *desk, const char *code, const struct formdef **form)
{
	char *name;
	long command = strtol(code, &name, 10);

	*form = desk_form(desk, name + strspn(name, " "));
	return (enum command_id)command;
}

struct view *
import_ask_file(struct desk *desk, const struct formdef *form, int tag)
{
	char *title = mem_printf(_("导入 %s"), _(form->title));
	char *before = mem_printf("%s ", form->name);
	struct view *prompt = prompt_new(
	    desk, title, _("文件：xlsx、CSV 或 TSV；先试运行，不写入"), tag, "");

	prompt_set_before(prompt, before);
	free(before);
	free(title);
	return prompt;
}

/* Clerks paste paths with quotes around them, and ~ for home. */
static char *
plain_path(const char *typed)
{
	size_t size = strlen(typed);
	const char *home = getenv("HOME");

	while (size > 0 && typed[size - 1] == ' ')
		size--;
	if (size > 1 && (*typed == '\'' || *typed == '"') &&
	    typed[size - 1] == *typed) {
		typed++;
		size -= 2;
	}
	if (home && size > 1 && typed[0] == '~' && typed[1] == '/')
		return mem_printf("%s%.*s", home, (int)size - 1, typed + 1);
	return mem_strndup(typed, size);
}

struct view *
import_ask_open(struct desk *desk, const char *words)
{
	size_t size = strcspn(words, " ");
	char *name = mem_strndup(words, size);
	char *path = plain_path(words + size + strspn(words + size, " "));
	const struct formdef *form = desk_form(desk, name);
	struct view *view = NULL;
	struct err err = {0};
	char *text = NULL;

	if (!*path)
		desk_say(desk, MESSAGE_REFUSED, _("没有写文件"));
	else if (!path_exists(path))
		desk_say(desk, MESSAGE_REFUSED, _("没有这个文件：%s"), path);
	else if (form && desk->options->hooks.table &&
	    desk->options->hooks.table(
		desk->options->hooks.data, path, &text, &err)) {
		if (text) {
			view = import_view_file(
			    desk, form, text, path_name(path));
		} else {
			char *line = mem_printf("import %s %s", name, path);

			view = run_new(desk, line, 0);
			free(line);
		}
	}
	desk_err(desk, &err);
	free(text);
	free(path);
	free(name);
	return view;
}
