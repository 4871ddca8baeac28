/* The first line of trust: nothing that we make is readable by others. */
#include <sys/stat.h>

#include "cli.h"

int
main(int argc, char **argv)
{
	umask(077);
	return cli_main(argc, argv);
}
