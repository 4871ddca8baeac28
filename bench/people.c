/*
 * Makes the people of a measurement: the same rows as a CSV for `import`
 * and as a plain SQLite table for the yardsticks.  Row i depends on i
 * alone, so a smaller file is the beginning of a larger one.  Nobody here
 * exists: no county has a code that begins 9901.
 *
 * people -n ROWS [-u UNIT] [-c FILE.csv] [-d FILE.db]
 */
#include <errno.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { FIRST_YEAR = 1968, LAST_YEAR = 2003, AREAS = 99, SEQUENCES = 499 };

static const char *const surnames[] = { "赵", "钱", "孙", "李", "周", "吴", "郑",
	"王", "冯", "陈", "褚", "卫", "蒋", "沈", "韩", "杨", "朱", "秦", "尤", "许",
	"何", "吕", "施", "张", "孔", "曹", "严", "华", "金", "魏", "陶", "姜", "司马",
	"诸葛", "欧阳" };
static const char *const given[] = { "安", "博", "晨", "春", "丹", "东", "凡", "芳",
	"飞", "峰", "刚", "国", "海", "涵", "航", "和", "宏", "慧", "佳", "建", "洁", "静",
	"军", "凯", "兰", "乐", "丽", "亮", "林", "玲", "梅", "敏", "明", "宁", "平", "琪",
	"倩", "强", "清", "蓉", "瑞", "珊", "思", "涛", "婷", "伟", "文", "霞", "欣", "雪",
	"洋", "怡", "勇", "宇", "玉", "远", "悦", "云", "泽", "志" };
static const char *const peoples[] = { "汉族", "汉族", "汉族", "汉族", "汉族",
	"汉族", "汉族", "汉族", "回族", "满族", "苗族", "壮族", "土家族" };
static const char *const parties[] = { "群众", "群众", "中共党员", "中共党员",
	"中共预备党员", "共青团员", "民盟盟员" };
static const char *const places[] = { "东川省青石市", "东川省白沙县", "西岭省云溪市",
	"西岭省柳河县", "南原省双桥市", "北江省长亭市" };
static const char *const joins[] = { "招聘", "录用", "军转", "调入" };
static const char *const schools[] = { "师范大学", "理工大学", "农业大学",
	"财经大学", "工业大学", "政法大学", "职业技术学院", "广播电视大学" };
static const char *const majors[] = { "社会工作", "行政管理", "法学", "会计学",
	"计算机科学与技术", "汉语言文学", "公共事业管理", "工商管理", "土木工程" };
static const char *const titles[] = { "助理社会工作师", "社会工作师", "助理工程师",
	"工程师", "会计师", "经济师" };
static const char *const categories[] = { "公务员", "参公人员", "事业管理",
	"事业专技", "工勤", "社区工作者", "社区工作者", "编外" };

static const struct level {
	const char *education, *degree;
} levels[] = { { "高中", "" }, { "专科毕业", "" }, { "专科毕业", "" },
	{ "本科毕业", "学士" }, { "本科毕业", "学士" }, { "本科毕业", "" },
	{ "硕士毕业", "硕士" } };

/* The fields of both files; the CSV leaves out what the program derives. */
enum field { CODE, NAME, NUMBER, SEX, BIRTH, PEOPLE, PLACE, PARTY, WORK, JOIN,
	JOINED, EDUCATION, FULL_TIME, DEGREE, SCHOOL, MAJOR, TITLE, PHONE,
	CATEGORY, UNIT, FIELDS };

static const struct {
	const char *column, *label; /* label NULL: derived */
} fields[FIELDS] = {
	[CODE] = { "code", NULL },
	[NAME] = { "name", "姓名" },
	[NUMBER] = { "id_no", "公民身份号码" },
	[SEX] = { "sex", NULL },
	[BIRTH] = { "birth_on", NULL },
	[PEOPLE] = { "ethnicity", "民族" },
	[PLACE] = { "native_place", "籍贯" },
	[PARTY] = { "politics", "政治面貌" },
	[WORK] = { "work_from", "参加工作时间" },
	[JOIN] = { "join_kind", "进入形式" },
	[JOINED] = { "joined_on", "进入日期" },
	[EDUCATION] = { "education", "学历" },
	[FULL_TIME] = { "full_time", "全日制" },
	[DEGREE] = { "degree", "学位" },
	[SCHOOL] = { "school", "毕业院校" },
	[MAJOR] = { "major", "专业" },
	[TITLE] = { "title", "职称" },
	[PHONE] = { "phone", "电话" },
	[CATEGORY] = { "category", "人员类别" },
	[UNIT] = { "home_unit", "所在单位" },
};

struct row {
	char text[FIELDS][96];
};

/* ---- one row ---- */

static uint32_t
draw(uint64_t *state, size_t below)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((*state >> 33) % below);
}

#define PICK(state, table) (table)[draw(state, COUNT(table))]

static void
put(struct row *row, enum field field, const char *text)
{
	snprintf(row->text[field], sizeof row->text[field], "%s", text);
}

static int
days_of(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

static int
days_in_all(void)
{
	int year, month, days = 0;

	for (year = FIRST_YEAR; year <= LAST_YEAR; year++)
		for (month = 1; month <= 12; month++)
			days += days_of(year, month);
	return days;
}

static void
number_close(char *number)
{
	static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10,
		5, 8, 4, 2 };
	int i, sum = 0;

	for (i = 0; i < 17; i++)
		sum += (number[i] - '0') * weights[i];
	number[17] = "10X98765432"[sum % 11];
	number[18] = '\0';
}

/* Steps through (area, sequence, day) by a prime, so none comes twice. */
static int
number_make(struct row *row, uint64_t i, bool woman)
{
	uint64_t days = (uint64_t)days_in_all();
	uint64_t at = i * 100000007u % (days * AREAS * SEQUENCES);
	int area = (int)(at % AREAS) + 1, year = FIRST_YEAR, month = 1, day;
	int sequence = (int)(at / AREAS % SEQUENCES) * 2 + (woman ? 2 : 1);

	for (day = (int)(at / AREAS / SEQUENCES); day >= days_of(year, month);) {
		day -= days_of(year, month);
		month++;
		if (month > 12) {
			month = 1;
			year++;
		}
	}
	snprintf(row->text[BIRTH], sizeof row->text[BIRTH], "%04d-%02d-%02d",
	    year, month, day + 1);
	snprintf(row->text[NUMBER], sizeof row->text[NUMBER],
	    "9901%02d%04d%02d%02d%03d", area, year, month, day + 1, sequence);
	number_close(row->text[NUMBER]);
	return year;
}

static void
row_make(struct row *row, uint64_t i, const char *unit)
{
	uint64_t state = i * 0x9e3779b97f4a7c15u + 9901;
	bool woman;
	int year;
	const struct level *level;

	draw(&state, 2);
	woman = draw(&state, 2);
	level = &PICK(&state, levels);
	year = number_make(row, i, woman) + 22;
	snprintf(row->text[CODE], sizeof row->text[CODE], "P%06" PRIu64, i);
	snprintf(row->text[NAME], sizeof row->text[NAME], "%s%s%s",
	    PICK(&state, surnames), PICK(&state, given),
	    draw(&state, 4) ? PICK(&state, given) : "");
	put(row, SEX, woman ? "女" : "男");
	put(row, PEOPLE, PICK(&state, peoples));
	put(row, PLACE, PICK(&state, places));
	put(row, PARTY, PICK(&state, parties));
	snprintf(row->text[WORK], sizeof row->text[WORK], "%04d-07", year);
	put(row, JOIN, PICK(&state, joins));
	snprintf(row->text[JOINED], sizeof row->text[JOINED], "%04d-%02d-%02d",
	    year, (int)draw(&state, 12) + 1, (int)draw(&state, 28) + 1);
	put(row, EDUCATION, level->education);
	put(row, DEGREE, level->degree);
	put(row, FULL_TIME, draw(&state, 3) ? "是" : "否");
	put(row, SCHOOL, PICK(&state, schools));
	put(row, MAJOR, PICK(&state, majors));
	put(row, TITLE, draw(&state, 2) ? PICK(&state, titles) : "");
	snprintf(row->text[PHONE], sizeof row->text[PHONE], "139%08u",
	    draw(&state, 100000000));
	put(row, CATEGORY, PICK(&state, categories));
	put(row, UNIT, unit);
}

/* ---- the files ---- */

static bool
csv_write(const char *path, uint64_t rows, const char *unit)
{
	FILE *file = fopen(path, "w");
	struct row row;
	uint64_t i;
	int f;

	if (!file)
		return false;
	for (i = 0; i <= rows; i++) {
		const char *comma = "";

		if (i)
			row_make(&row, i, unit);
		for (f = 0; f < FIELDS; f++) {
			if (!fields[f].label)
				continue;
			fprintf(file, "%s%s", comma,
			    i ? row.text[f] : fields[f].label);
			comma = ",";
		}
		putc('\n', file);
	}
	return fclose(file) == 0;
}

static bool
db_fill(sqlite3 *db, sqlite3_stmt *insert, uint64_t rows, const char *unit)
{
	struct row row;
	uint64_t i;
	int f;

	for (i = 1; i <= rows; i++) {
		row_make(&row, i, unit);
		for (f = 0; f < FIELDS; f++)
			sqlite3_bind_text(insert, f + 1, row.text[f],
			    row.text[f][0] ? -1 : 0, SQLITE_STATIC);
		if (sqlite3_step(insert) != SQLITE_DONE)
			return false;
		sqlite3_reset(insert);
	}
	return sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
}

static bool
db_write(const char *path, uint64_t rows, const char *unit)
{
	char make[1024] = "CREATE TABLE people(id INTEGER PRIMARY KEY";
	char insert[512] = "INSERT INTO people VALUES(NULL";
	size_t made = strlen(make), put_in = strlen(insert);
	sqlite3_stmt *stmt = NULL;
	sqlite3 *db = NULL;
	bool good;
	int f;

	for (f = 0; f < FIELDS; f++) {
		made += (size_t)snprintf(make + made, sizeof make - made,
		    ",%s TEXT", fields[f].column);
		put_in += (size_t)snprintf(
		    insert + put_in, sizeof insert - put_in, ",nullif(?,'')");
	}
	snprintf(make + made, sizeof make - made, ");BEGIN");
	snprintf(insert + put_in, sizeof insert - put_in, ")");
	unlink(path);
	good = sqlite3_open(path, &db) == SQLITE_OK &&
	    sqlite3_exec(db, "PRAGMA synchronous=OFF", NULL, NULL, NULL) ==
	        SQLITE_OK &&
	    sqlite3_exec(db, make, NULL, NULL, NULL) == SQLITE_OK &&
	    sqlite3_prepare_v2(db, insert, -1, &stmt, NULL) == SQLITE_OK &&
	    db_fill(db, stmt, rows, unit);
	if (!good)
		fprintf(stderr, "people: %s\n", sqlite3_errmsg(db));
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return good;
}

int
main(int argc, char **argv)
{
	const char *csv = NULL, *db = NULL, *unit = "测试街道";
	uint64_t rows = 1000;
	int option;

	while ((option = getopt(argc, argv, "n:u:c:d:")) != -1) {
		switch (option) {
		case 'n':
			rows = strtoull(optarg, NULL, 10);
			break;
		case 'u':
			unit = optarg;
			break;
		case 'c':
			csv = optarg;
			break;
		case 'd':
			db = optarg;
			break;
		default:
			fputs("people -n ROWS [-u UNIT] [-c CSV] [-d DB]\n",
			    stderr);
			return 2;
		}
	}
	if (csv && !csv_write(csv, rows, unit)) {
		fprintf(stderr, "people: %s: %s\n", csv, strerror(errno));
		return 1;
	}
	return db && !db_write(db, rows, unit);
}
