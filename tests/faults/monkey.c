/*
 * F4: a monkey at a real terminal.  Keys, Hanzi, broken UTF-8, sequences,
 * pastes, resizes, stops and ends at random, by a seed.  What must hold: no
 * crash, no silence over three seconds, no row past its end, the terminal
 * given back, a draft exactly when a form was dirty, the book unchanged
 * unless a list of changes was confirmed.
 *
 * F5: a dirty form ended by SIGHUP, by SIGTERM, by kill -9 and by the loss
 * of its terminal keeps its draft each time.
 *
 *   MONKEY_KEYS=10000000 MONKEY_SEED=7 MONKEY_ENDS=250 tests/faults/monkey
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include "faults/monkey_screen.h"

#define SILENCE_MS 3000
#define SESSION_KEYS 2500
#define HELD 4096 /* the last bytes sent, for whoever must repeat it */

static int tests, failed;
static long keys_sent, sessions;
static uint64_t state;
static char home[4096], program[4096], data[4096];

static struct {
	pid_t pid;
	int master, slave;
	struct screen screen;
	const char *term;
	bool still;       /* nothing is pressed that saves, undoes or exports */
	bool written;     /* a list of changes stood on the screen */
	struct stat book; /* when it was last looked at */
	char held[HELD];
	size_t held_size;
	char why[256];
	pid_t shell; /* the leader of its session, which tells of it */
	int told;    /* from there: every status */
	bool gone, stopped;
	int status;
} jb;

static unsigned
dice(unsigned sides)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % sides;
}

static void
ok(bool good, const char *what)
{
	printf("%s %d - %s\n", good ? "ok" : "not ok", ++tests, what);
	fflush(stdout);
	if (!good)
		failed++;
}

static bool
fault(const char *why)
{
	if (!*jb.why)
		snprintf(jb.why, sizeof(jb.why), "%s", why);
	return false;
}

static long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* What the program has worked since it began, in ms. */
static long
worked_ms(void)
{
	char path[64], text[1024] = "";
	unsigned long user = 0, system = 0;
	FILE *file;
	const char *at;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)jb.pid);
	file = fopen(path, "r");
	if (file) {
		text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
		fclose(file);
	}
	at = strrchr(text, ')');
	if (at)
		sscanf(at + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu",
		    &user, &system);
	return (long)(user + system) * 1000 / sysconf(_SC_CLK_TCK);
}

/* Three seconds of work, or of a machine that has time for nobody. */
static bool
is_silent(long since, long worked)
{
	long waited = now_ms() - since;

	return waited > SILENCE_MS &&
	    (waited > 10 * SILENCE_MS || worked_ms() - worked > SILENCE_MS);
}

/* ---- the program ---- */

static void
set_size(int rows, int columns)
{
	struct winsize w = {.ws_row = (unsigned short)rows,
	    .ws_col = (unsigned short)columns};

	screen_size(&jb.screen, rows, columns);
	ioctl(jb.master, TIOCSWINSZ, &w);
}

/* The leader of the session, as a shell is: without one nobody can stop. */
static void
lead(const char *term, int tell)
{
	int status = 0;
	pid_t pid;

	setenv("TERM", term, 1);
	close(jb.master);
	if (login_tty(jb.slave) != 0)
		_exit(126);
	signal(SIGHUP, SIG_IGN);
	signal(SIGTTOU, SIG_IGN);
	signal(SIGTSTP, SIG_IGN);
	pid = fork();
	if (pid == 0) {
		signal(SIGHUP, SIG_DFL);
		signal(SIGTSTP, SIG_DFL);
		setpgid(0, 0);
		tcsetpgrp(0, getpid());
		signal(SIGTTOU, SIG_DFL);
		close(tell);
		execl(program, "jieban", "--book", "visit.jb", "--data", data,
		    "--today", "2026-03-12", "--as", "C900", (char *)NULL);
		_exit(127);
	}
	setpgid(pid, pid);
	if (write(tell, &pid, sizeof(pid)) != sizeof(pid))
		_exit(125);
	/* its terminal is its own: gone when it is */
	close(0);
	close(1);
	close(2);
	while (waitpid(pid, &status, WUNTRACED) == pid) {
		if (write(tell, &status, sizeof(status)) != sizeof(status))
			break;
		if (!WIFSTOPPED(status))
			break;
	}
	_exit(0);
}

static bool
start(const char *term)
{
	struct winsize w = {.ws_row = 24, .ws_col = 80};
	int tell[2];

	if (openpty(&jb.master, &jb.slave, NULL, NULL, &w) != 0 ||
	    pipe(tell) != 0)
		return fault("no pty");
	memset(&jb.screen, 0, sizeof(jb.screen));
	screen_size(&jb.screen, 24, 80);
	jb.term = term;
	jb.held_size = 0;
	jb.why[0] = '\0';
	jb.gone = jb.stopped = false;
	jb.shell = fork();
	if (jb.shell == 0) {
		close(tell[0]);
		lead(term, tell[1]);
	}
	close(tell[1]);
	jb.told = tell[0];
	if (read(jb.told, &jb.pid, sizeof(jb.pid)) != sizeof(jb.pid))
		return fault("it did not start");
	fcntl(jb.told, F_SETFL, O_NONBLOCK);
	fcntl(jb.master, F_SETFL, O_NONBLOCK);
	sessions++;
	return true;
}

static bool
reap(void)
{
	int status;

	while (!jb.gone &&
	    read(jb.told, &status, sizeof(status)) == sizeof(status)) {
		jb.stopped = WIFSTOPPED(status);
		jb.gone = !jb.stopped;
		jb.status = status;
	}
	return jb.gone;
}

static void
watch(void)
{
	static const wchar_t *const words[] = {L"回车就写入", L"回车就办",
	    L"F6 才办", L"已撤销", L"已重做", L"已导出", L"写入好的", L"F6 封账"};

	for (size_t i = 0; !jb.written && i < sizeof(words) / sizeof(*words);
	     i++)
		jb.written = screen_has(&jb.screen, words[i]);
}

static bool
drain(int wait_ms)
{
	struct pollfd p = {jb.master, POLLIN, 0};
	char bytes[16384];
	bool came = false;

	while (poll(&p, 1, came ? 0 : wait_ms) > 0) {
		ssize_t got = read(jb.master, bytes, sizeof(bytes));

		if (got <= 0)
			break;
		screen_read(&jb.screen, bytes, (size_t)got);
		came = true;
	}
	if (came && !jb.written)
		watch();
	return came;
}

/* Everything sent has been read, or the program is gone. */
static bool
settle(void)
{
	long since = now_ms(), worked = worked_ms();
	int waiting = 1;

	while (!reap()) {
		drain(waiting ? 1 : 0);
		waiting = 0;
		if (ioctl(jb.slave, FIONREAD, &waiting) == 0 && waiting == 0)
			return true;
		if (is_silent(since, worked))
			return fault("silent for three seconds");
	}
	return true;
}

static bool
await(const wchar_t *text)
{
	long since = now_ms();

	while (!screen_has(&jb.screen, text)) {
		drain(20);
		if (reap())
			return fault("it ended by itself");
		if (now_ms() - since > 10 * SILENCE_MS)
			return fault("what should come did not come");
	}
	return true;
}

static bool
send_bytes(const char *bytes, size_t size)
{
	long since = now_ms(), worked = worked_ms();

	for (size_t i = 0; i < size; i++) {
		if (jb.held_size == HELD) {
			memmove(jb.held, jb.held + HELD / 2, HELD / 2);
			jb.held_size = HELD / 2;
		}
		jb.held[jb.held_size++] = bytes[i];
	}
	while (size && !reap()) {
		ssize_t put = write(jb.master, bytes, size > 512 ? 512 : size);

		if (put > 0) {
			bytes += put;
			size -= (size_t)put;
			since = now_ms();
			worked = worked_ms();
		} else if (is_silent(since, worked)) {
			return fault("it reads no more");
		}
		drain(0);
	}
	return true;
}

static bool
send_text(const char *text)
{
	return send_bytes(text, strlen(text));
}

static bool
gone_within(int ms)
{
	long since = now_ms(), worked = worked_ms();

	while (!reap()) {
		drain(5);
		if (now_ms() - since > ms && is_silent(since, worked))
			return fault("it does not end");
	}
	drain(0);
	return true;
}

/* ---- what must hold ---- */

static bool
terminal_is_plain(void)
{
	struct termios t;

	if (tcgetattr(jb.slave, &t) != 0)
		return true; /* there is none any more */
	if (!(t.c_lflag & ICANON) || !(t.c_lflag & ECHO))
		return fault("the terminal stays raw");
	if (jb.screen.inside || jb.screen.pasting)
		return fault("the other screen or the paste brackets stay on");
	return true;
}

static bool
book_is_kept(void)
{
	struct stat at;

	if (stat("visit.jb", &at) != 0)
		return fault("the book is gone");
	if (jb.still && !jb.written &&
	    (at.st_mtim.tv_sec != jb.book.st_mtim.tv_sec ||
		at.st_mtim.tv_nsec != jb.book.st_mtim.tv_nsec))
		return fault("the book changed and nothing was confirmed");
	jb.book = at;
	return true;
}

static void
book_look(void)
{
	if (stat("visit.jb", &jb.book) != 0)
		memset(&jb.book, 0, sizeof(jb.book));
	jb.written = false;
}

/* The drafts that hold this text; NULL: all. */
static int
drafts(const char *text)
{
	DIR *folder = opendir("state/jieban/drafts");
	struct dirent *entry;
	int count = 0;

	while (folder && (entry = readdir(folder))) {
		char path[400], held[4096] = "";
		FILE *file;

		if (!strstr(entry->d_name, ".draft"))
			continue;
		snprintf(path, sizeof(path), "state/jieban/drafts/%s",
		    entry->d_name);
		file = fopen(path, "r");
		if (!file)
			continue;
		held[fread(held, 1, sizeof(held) - 1, file)] = '\0';
		fclose(file);
		count += !text || strstr(held, text) != NULL;
	}
	if (folder)
		closedir(folder);
	return count;
}

/* ---- the monkey's hand ---- */

static void
sometimes(const char *const *list, size_t count)
{
	send_text(list[dice((unsigned)count)]);
}
#define SOMETIMES(list) sometimes(list, sizeof(list) / sizeof(*(list)))

/* F6, F9, Ctrl+S, Ctrl+E, Ctrl+Z, Ctrl+Y: what may write. */
static bool
may_write(const char *key)
{
	static const char *const keys[] = {
	    "\033[17~", "\033[20~", "\023", "\005", "\032", "\031"};

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (!strcmp(key, keys[i]))
			return true;
	return false;
}

static void
hand_key(void)
{
	static const char *const keys[] = {"\r", "\r", "\r", "\033", "\t",
	    "\033[Z", "\033[A", "\033[B", "\033[B", "\033[C", "\033[D",
	    "\033[5~", "\033[6~", "\033[H", "\033[F", "\033[3~", "\033[2~",
	    "\177", "\033OP", "\033OQ", "\033OR", "\033OS", "\033[15~",
	    "\033[17~", "\033[18~", "\033[19~", "\033[20~", "\033[24~",
	    "\020", "\007", "\024", "\025", "\032", "\031", "\004", "\022",
	    "\014", "\006", "\030", "\016", "\023", "\027", "\013", "\005",
	    "\017"};
	static const char *const signs[] = {"1", "2", "3", "4", "5", "6", "7",
	    "8", "9", "0", " ", "*", "-", "=", "+", "/", "?", ".", "..", "!",
	    "@", "=12*38", "a", "z", "j", "x", "１", "。", "／", "＋"};

	const char *key = keys[dice(sizeof(keys) / sizeof(*keys))];

	if (!dice(3))
		SOMETIMES(signs);
	else if (!jb.still || !may_write(key))
		send_text(key);
}

static void
hand_text(void)
{
	static const char *const texts[] = {"赵", "单雄信", "𠮷田", "P1", "0301",
	    "260301", "2026-03-01", "９９０１", "+30", "-1m", "月底", "甲街道",
	    "〔2026〕3号", "e\xcc\x81\xcc\x82\xcc\x83", "👨‍👩‍👧", "\xf3\xa0\x81\x81",
	    "\u202eabc", "中文输入法一次送来一整句话，没有停顿", "38.50"};

	SOMETIMES(texts);
}

static void
hand_broken(void)
{
	static const char *const bytes[] = {"\xff", "\xc0\x80", "\xe4\xb8",
	    "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80\x80\x80", "\xe4", "\xb8",
	    "\xad", "\xd6\xd0\xce\xc4", "\xc4\xe3\xba\xc3", "\xa1\xa1",
	    "\033[", "\033[1;", "\033[200~", "\033[201~", "\033O", "\033[999z",
	    "\033]0;x\a", "\033P1$r0m\033\\", "\033[<0;3;4M", "\033[M !!",
	    "\033[1;5C", "\033\033", "\033[?62;c", "\302\233A", "\001", "\002",
	    "\036", "\037"};
	char noise[24];
	unsigned n = dice(sizeof(noise));

	if (dice(2)) {
		SOMETIMES(bytes);
		return;
	}
	for (unsigned i = 0; i < n; i++) {
		noise[i] = (char)dice(256);
		/* leaving is not the fault that is looked for */
		if (noise[i] == 021 || noise[i] == 0 ||
		    (jb.still && strchr("\023\005\032\031", noise[i])))
			noise[i] = 'x';
	}
	send_bytes(noise, n);
}

static void
hand_paste(void)
{
	static const char *const pastes[] = {
	    "\033[200~一行\t两栏\n又一行\t再来\n\033[201~",
	    "\033[200~人员\t日期\t类别\nP1\t2026-03-01\t1\nP9\t坏\t9\n\033[201~",
	    "\033[200~只有一个词\033[201~", "\033[200~\033[201~",
	    "\033[200~\xd6\xd0\xce\xc4\t\xb1\xe0\xd6\xc6\n\033[201~",
	    "\033[200~\x1b[31m红\r\n\tx\x7f\033[201~"};
	char rows[3000] = "\033[200~";
	size_t n = strlen(rows);

	if (dice(4)) {
		SOMETIMES(pastes);
		return;
	}
	while (n + 40 < sizeof(rows))
		n += (size_t)sprintf(rows + n, "P%u\t2026-03-%02u\t1\n",
		    dice(3), 1 + dice(31));
	send_text(rows);
	send_text("\033[201~");
}

static bool
hand_stop(void)
{
	long since = now_ms(), worked = worked_ms();

	kill(jb.pid, SIGTSTP);
	while (!reap() && !jb.stopped) {
		drain(1);
		if (is_silent(since, worked))
			return fault("it does not stop");
	}
	if (jb.gone)
		return true;
	drain(0);
	if (!terminal_is_plain())
		return false;
	jb.stopped = false;
	kill(jb.pid, SIGCONT);
	/* a Ctrl+Z before the terminal is raw again would stop it once more */
	for (since = now_ms(), worked = worked_ms(); !reap();) {
		struct termios t;

		drain(1);
		if (tcgetattr(jb.slave, &t) == 0 && !(t.c_lflag & ICANON))
			return true;
		if (is_silent(since, worked))
			return fault("it does not go on");
	}
	return true;
}

static void
quiet(int ms)
{
	while (drain(ms))
		;
}

/* A row past its end, unless it was drawn for the size before: what stands
 * on the screen is drawn again, whole, and must fit. */
static bool
rows_fit(void)
{
	if (!jb.screen.overflows || reap())
		return true;
	quiet(200);
	jb.screen.overflows = 0;
	if (!send_text("\033[201~\014") || !settle())
		return false;
	quiet(200);
	return !jb.screen.overflows || fault("a row was written past its end");
}

static bool
hand(void)
{
	unsigned what = dice(1000);

	keys_sent++;
	if (what < 620)
		hand_key();
	else if (what < 820)
		hand_text();
	else if (what < 940)
		hand_broken();
	else if (what < 970)
		hand_paste();
	else if (what < 997)
		set_size(1 + (int)dice(60), 1 + (int)dice(200));
	else if (!hand_stop())
		return false;
	/* most keys wait for the screen, some come in a burst */
	return dice(4) ? settle() && rows_fit() : true;
}

/* ---- a session ---- */

static bool
clean_end(int sent)
{
	if (WIFSIGNALED(jb.status) && WTERMSIG(jb.status) != sent)
		return fault("it died of a signal");
	if (WIFEXITED(jb.status) && WEXITSTATUS(jb.status) > 3 &&
	    WEXITSTATUS(jb.status) != 128 + sent)
		return fault("it ended badly");
	return true;
}

static void
shut(void)
{
	if (!jb.gone && jb.pid > 0) {
		kill(jb.pid, SIGKILL);
		jb.gone = true;
	}
	if (jb.shell > 0)
		waitpid(jb.shell, NULL, 0);
	close(jb.told);
	close(jb.slave);
	close(jb.master);
}

static void
print_held(void)
{
	printf("# %s; %s %dx%d", jb.why, jb.term, jb.screen.columns, jb.screen.rows);
	if (jb.screen.overflows)
		printf("; U+%04lX at %d %d", (unsigned long)jb.screen.over,
		    jb.screen.over_y, jb.screen.over_x);
	printf("; the last bytes:\n# :raw");
	for (size_t i = jb.held_size > 400 ? jb.held_size - 400 : 0;
	     i < jb.held_size; i++)
		printf(" %02x", (unsigned char)jb.held[i]);
	putchar('\n');
	screen_print(&jb.screen);
}

static const char *const terms[] = {"xterm-256color", "screen-256color",
    "tmux-256color", "linux", "vt100"};
static const int ends[] = {SIGHUP, SIGTERM, SIGKILL, 0};

/* Home, whatever was open; what was typed there is a draft now. */
static bool
go_home(void)
{
	set_size(24, 80);
	send_text("\033[201~");
	for (int i = 0; i < 12; i++) {
		send_text("\033");
		settle();
		usleep(60000); /* an Esc alone, not the begin of a sequence */
		drain(0);
		if (screen_has(&jb.screen, L" 1 机构"))
			return true;
	}
	return await(L" 1 机构");
}

static bool
monkey_session(long count)
{
	int sent = ends[dice(4)];

	jb.still = dice(2);
	if (!start(terms[dice(5)]) || !await(L" 1 机构"))
		return false;
	book_look();
	for (long i = 0; i < count && !reap(); i++) {
		if (!hand() || !(i % 50 || book_is_kept()))
			return false;
		if (i % 50 == 0)
			jb.written = false;
	}
	if (!settle() || !rows_fit())
		return false;
	if (!reap() && sent != SIGKILL && dice(2) && !go_home())
		return false;
	if (!reap() && sent)
		kill(jb.pid, sent);
	else if (!reap())
		send_text("\021");
	return (sent || jb.gone ||
		   gone_within(SILENCE_MS) || send_text("\021")) &&
	    gone_within(SILENCE_MS) && clean_end(sent) &&
	    (sent == SIGKILL || terminal_is_plain());
}

static void
monkey(long keys, unsigned seed)
{
	bool good = true;

	while (good && keys_sent < keys) {
		long left = keys - keys_sent;

		state = seed * 2654435761u + (uint64_t)sessions + 88172645463325252u;
		good = monkey_session(
		    left < SESSION_KEYS ? left : SESSION_KEYS);
		if (!good) {
			printf("# session %ld of seed %u\n", sessions, seed);
			print_held();
		}
		shut();
	}
	printf("# %ld keys in %ld sessions\n", keys_sent, sessions);
	ok(good, "monkey: no crash, no silence, no row past its end, nothing "
		 "written unasked, the terminal given back");
}

/* ---- F5 ---- */

enum way { WAY_HUP, WAY_TERM, WAY_KILL, WAY_GONE };

static bool
end_session(enum way way, bool dirty, int round)
{
	char typed[32], key[8] = "\033[15~";

	snprintf(typed, sizeof(typed), "round%d", round);
	jb.still = true;
	if (!start(terms[round % 5]) || !await(L" 1 机构"))
		return false;
	book_look();
	send_text("2");
	if (!await(L"走访") || !send_text("1") || !await(L"ZF-2026-0001"))
		return false;
	/* a burst would be a paste: each waits for what the one before did */
	if (dirty &&
	    (!send_text(key) || !await(L"走访 > 新增") || !send_text("单雄信") ||
		!await(L"单雄信") || !send_text("\r") || !await(L">visited") ||
		!send_text("0301") || !await(L"星期日") || !send_text("\r") ||
		!await(L"2026-03-01") || !send_text(typed)))
		return false;
	if (!settle())
		return false;
	if (way == WAY_KILL) {
		long since = now_ms();

		/* at most a second after the key */
		while (now_ms() - since < 1300)
			drain(20);
	}
	if (way == WAY_GONE) {
		close(jb.slave);
		close(jb.master);
		jb.master = jb.slave = -1;
	} else {
		kill(jb.pid, way == WAY_HUP ? SIGHUP
			: way == WAY_TERM   ? SIGTERM
					    : SIGKILL);
	}
	if (!gone_within(SILENCE_MS))
		return false;
	if (drafts(dirty ? typed : NULL) != dirty)
		return fault(dirty ? "no draft" : "a draft of nothing");
	if (way != WAY_KILL && way != WAY_GONE && !terminal_is_plain())
		return false;
	return book_is_kept();
}

static void
ended_ways(int rounds)
{
	static const char *const names[] = {"SIGHUP", "SIGTERM", "kill -9",
	    "the loss of its terminal"};

	for (int way = 0; way < 4; way++) {
		char what[96];
		bool good = true;

		for (int i = 0; good && i < rounds; i++) {
			bool dirty = i % 5 != 4;

			if (system("rm -rf state") != 0)
				good = fault("rm");
			good = good && end_session((enum way)way, dirty, i);
			if (!good)
				print_held();
			shut();
		}
		snprintf(what, sizeof(what),
		    "ends: a draft exactly when dirty, ended by %s, %d times",
		    names[way], rounds);
		ok(good, what);
	}
}

static long
number(const char *name, long fallback)
{
	const char *text = getenv(name);

	return text && *text ? strtol(text, NULL, 10) : fallback;
}

int
main(void)
{
	const char *source = getenv("SRC"), *jieban = getenv("JIEBAN");
	const char *tmp = getenv("TMPDIR");
	char command[9000];

	setlocale(LC_ALL, "C.UTF-8");
	if (!source || !jieban) {
		puts("1..0 # SKIP SRC and JIEBAN name the tree and the program");
		return 0;
	}
	snprintf(home, sizeof(home), "%s/jieban-monkey-XXXXXX",
	    tmp && *tmp ? tmp : "/tmp");
	snprintf(program, sizeof(program), "%s", jieban);
	snprintf(data, sizeof(data), "%s/tests/fixtures/visit", source);
	if (!mkdtemp(home) || chdir(home) != 0)
		return 1;
	setenv("JIEBAN_DATA", source, 1);
	setenv("HOME", home, 1);
	setenv("work", home, 1);
	snprintf(command, sizeof(command), "%s/state", home);
	setenv("XDG_STATE_HOME", command, 1);
	snprintf(command, sizeof(command), "%s/config", home);
	setenv("XDG_CONFIG_HOME", command, 1);
	unsetenv("XDG_DATA_HOME");
	unsetenv("NO_COLOR");
	setenv("LC_ALL", "C.UTF-8", 1);
	snprintf(command, sizeof(command),
	    ". '%s/tests/screens/visit.sh' && make_book", source);
	ok(system(command) == 0, "monkey: a book of its own");
	if (!failed) {
		ended_ways((int)number("MONKEY_ENDS", 20));
		monkey(number("MONKEY_KEYS", 40000),
		    (unsigned)number("MONKEY_SEED", 1));
		snprintf(command, sizeof(command),
		    "'%s' --book visit.jb --data '%s' --today 2026-03-12 "
		    "--as C900 check book >/dev/null",
		    program, data);
		ok(system(command) == 0, "monkey: the book is whole");
	}
	snprintf(command, sizeof(command), "rm -rf '%s'", home);
	if (chdir("/") != 0 || system(command) != 0)
		failed++;
	printf("1..%d\n", tests);
	return failed != 0;
}
