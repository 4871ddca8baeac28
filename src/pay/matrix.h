/*
 * The matrix: what one month's facts add up to, by one version.  grade goes
 * through the months where a scheme looks back.
 */
#ifndef JB_PAY_MATRIX_H
#define JB_PAY_MATRIX_H

#include "pay/grade_sum.h"

/* The post read in a month; -1: none. *row is its place in facts->posts. */
int matrix_post(const struct policy_version *, const struct facts *,
    int month, size_t *row);
/* Reads the post and does the sums; false without a post. */
bool matrix_month(const struct policy_version *, const struct facts *,
    int month, struct grade_sum *);
/* The same with the floor of another post to count from. */
void matrix_from_floor(
    const struct facts *, int month, int64_t floor, struct grade_sum *);
/* The sums of a month as if in this post. */
void matrix_as_post(const struct policy_version *, const struct facts *,
    int month, int post, size_t row, struct grade_sum *);
/* The grade under floor and ceiling, honours on top if allowed. */
int64_t matrix_within(const struct grade_sum *, int64_t uncapped);

#endif
