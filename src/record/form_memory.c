/* What the record before leaves behind for the next one. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "record/form_fields.h"

struct form_memory *
form_memory_of(struct form_memory **all, const struct formdef *def)
{
	struct form_memory *memory;

	for (memory = *all; memory; memory = memory->next)
		if (memory->def == def)
			return memory;
	memory = mem_alloc(sizeof(*memory));
	memory->def = def;
	memory->stored = mem_array(def->count + 1, sizeof(*memory->stored));
	memory->carry = mem_array(def->count + 1, sizeof(*memory->carry));
	for (size_t i = 0; i < def->count; i++)
		memory->carry[i] = def->fields[i].carry &&
		    !strcmp(def->fields[i].carry, "yes");
	memory->next = *all;
	*all = memory;
	return memory;
}

void
form_memory_free(struct form_memory *all)
{
	while (all) {
		struct form_memory *next = all->next;

		for (size_t i = 0; i < all->def->count; i++)
			free(all->stored[i]);
		free(all->stored);
		free(all->carry);
		free(all);
		all = next;
	}
}

void
form_memory_keep(struct form_memory *memory, const struct form *form)
{
	for (size_t i = 0; i < memory->def->count; i++) {
		if (!form->record.stored[i] && !form->record.given[i])
			continue;
		form_fields_text(&memory->stored[i], form->record.stored[i]);
	}
}

bool
form_ditto(struct form *form, const struct form_memory *memory)
{
	if (!form_field(form) || !memory->stored[form->at])
		return false;
	form_put(form, form->at, memory->stored[form->at]);
	return true;
}
