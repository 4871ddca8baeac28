/*
 * Does a loaded scheme make sense: what no single key can tell.
 */
#include <string.h>

#include "pay/scheme_sense.h"

static bool
check_posts(const struct policy_version *version, const char *path,
    struct err *err)
{
	for (size_t i = 0; i < version->post_count; i++) {
		const struct policy_post *post = &version->posts[i];

		if (post->floor > post->ceiling)
			return err_set(err, ERR_USAGE,
			    "%s: [post.%s] 最低等级 %d 高于最高等级 %d", path,
			    post->post, (int)post->floor, (int)post->ceiling);
		if (!post->ceiling || !version->grades_count)
			continue;
		if (post->floor < 1 ||
		    !policy_find_grade(version, (int)i, post->floor) ||
		    !policy_find_grade(version, (int)i, post->ceiling))
			return err_set(err, ERR_USAGE,
			    "%s: [post.%s] 等级 %d-%d 不在 [grades] 之内",
			    path, post->post, (int)post->floor,
			    (int)post->ceiling);
		if (post->first < post->floor || post->first > post->ceiling)
			return err_set(err, ERR_USAGE,
			    "%s: [post.%s] 起点等级 %d 不在 %d-%d 之内", path,
			    post->post, (int)post->first, (int)post->floor,
			    (int)post->ceiling);
	}
	return true;
}

static bool
check_names(const struct policy_version *version, const char *path,
    struct err *err)
{
	for (size_t i = 0; i < version->item_count; i++) {
		const struct policy_item *item = &version->items[i];

		for (size_t k = 0; item->by == BY_POST && k < item->count; k++)
			if (policy_find_post(version, item->amounts[k].key) <
			    0)
				return err_set(err, ERR_USAGE,
				    "%s: [item.%s] 没有岗位「%s」", path,
				    item->item, item->amounts[k].key);
		if (item->amount == PAY_NONE && item->rate == PAY_NONE &&
		    !item->count && !item->open_value)
			return err_set(err, ERR_USAGE,
			    "%s: [item.%s] 须写 amount、amounts 或 rate", path,
			    item->item);
	}
	for (size_t i = 0; i < version->credit_count; i++) {
		const struct policy_credit *credit = &version->credits[i];

		if (credit->treat_as && credit->treat_post < 0)
			return err_set(err, ERR_USAGE,
			    "%s: [credit.%s] 没有岗位「%s」", path,
			    credit->credit, credit->treat_as);
		if (!credit->levels && credit->kind != CREDIT_HONOUR)
			return err_set(err, ERR_USAGE,
			    "%s: [credit.%s] 不认识的层次「%s」", path,
			    credit->credit, credit->level);
	}
	for (size_t i = 0; i < version->grades_count; i++)
		if (version->grades[i].post &&
		    policy_find_post(version, version->grades[i].post) < 0)
			return err_set(err, ERR_USAGE,
			    "%s: [grades.%s] 没有这个岗位", path,
			    version->grades[i].post);
	if (version->early_steps && !policy_find_rating(version,
					version->early_rating))
		return err_set(err, ERR_USAGE,
		    "%s: early_rating 没有等次「%s」", path,
		    version->early_rating);
	return true;
}

static bool
check_version(const struct policy_version *version, const char *path,
    struct err *err)
{
	if (version->mode == MODE_MATRIX &&
	    (version->post_up == UP_KEEP || version->post_up == UP_SHIFT ||
		version->post_down == DOWN_SHIFT))
		return err_set(err, ERR_USAGE,
		    "%s: mode 为 matrix 时，post_up、post_down 不能用 keep、shift",
		    path);
	if (version->multiplier_min != PAY_NONE &&
	    version->multiplier < version->multiplier_min)
		return err_set(err, ERR_USAGE, "%s: 上浮系数低于下限", path);
	if (version->multiplier_max != PAY_NONE &&
	    version->multiplier > version->multiplier_max)
		return err_set(err, ERR_USAGE, "%s: 上浮系数高于上限", path);
	return check_posts(version, path, err) &&
	    check_names(version, path, err);
}

bool
scheme_sense(
    struct db *db, int64_t scheme, const char *path, struct err *err)
{
	struct policy *policy;
	bool good = true;

	if (!policy_load(db, scheme, &policy, err))
		return false;
	for (size_t i = 0; good && i < policy->version_count; i++)
		good =
		    check_version(&policy->versions[i], path ? path : "?", err);
	policy_free(policy);
	return good;
}

