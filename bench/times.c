/*
 * Runs commands in turn, A B C A B C, and says for each the medians of
 * wall time and of its ratio to the first, and the most memory it held.
 * A round that is run before the others is not counted.
 *
 * times ROUNDS COMMAND...
 *
 * prints for each command: milliseconds ratio KiB failures
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct run {
	double ms;
	long kib;
	bool failed;
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static void
become(const char *command)
{
	int null = open("/dev/null", O_RDWR);

	dup2(null, 0);
	dup2(null, 1);
	if (!getenv("TIMES_SHOW"))
		dup2(null, 2);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

/* The shell is left by `exec`, so that memory is the program's own. */
static struct run
run_once(const char *command)
{
	struct run run = { 0 };
	struct rusage usage;
	double start = now();
	pid_t child = fork();
	int status = 0;

	if (child == 0)
		become(command);
	if (child < 0 || wait4(child, &status, 0, &usage) != child) {
		run.failed = true;
		return run;
	}
	run.ms = now() - start;
	run.kib = usage.ru_maxrss;
	run.failed = !WIFEXITED(status) || WEXITSTATUS(status) != 0;
	return run;
}

static int
smaller(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double
median(double *values, long count)
{
	qsort(values, (size_t)count, sizeof *values, smaller);
	return count % 2 ? values[count / 2]
			 : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static void
say(const struct run *runs, long rounds, int commands, int at, double *values)
{
	double ms;
	long round, kib = 0, failures = 0;

	for (round = 0; round < rounds; round++) {
		const struct run *run = &runs[round * commands + at];

		values[round] = run->ms;
		kib = run->kib > kib ? run->kib : kib;
		failures += run->failed;
	}
	ms = median(values, rounds);
	for (round = 0; round < rounds; round++)
		values[round] = runs[round * commands + at].ms /
		    runs[round * commands].ms;
	printf("%.2f %.2f %ld %ld\n", ms, median(values, rounds), kib,
	    failures);
}

int
main(int argc, char **argv)
{
	long rounds = argc > 2 ? strtol(argv[1], NULL, 10) : 0, round;
	int commands = argc - 2, i;
	struct run *runs;
	double *values;

	if (rounds < 1) {
		fputs("times ROUNDS COMMAND...\n", stderr);
		return 2;
	}
	runs = calloc((size_t)(rounds * commands), sizeof *runs);
	values = calloc((size_t)rounds, sizeof *values);
	if (!runs || !values)
		return 1;
	for (round = -1; round < rounds; round++) {
		for (i = 0; i < commands; i++) {
			struct run run = run_once(argv[i + 2]);

			if (round >= 0)
				runs[round * commands + i] = run;
		}
	}
	for (i = 0; i < commands; i++)
		say(runs, rounds, commands, i, values);
	free(values);
	free(runs);
	return 0;
}
