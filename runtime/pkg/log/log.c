// Package log. A line is gathered on the stack (text.h), then written under the Logger's mutex, which parks
// and so may be held across a Write that parks. The standard Logger is a static object: it works in
// initialisers and on threads that are not the runtime's.
//
// A file and line are those of the call of the function that the program called: each public function takes
// its own return address and hands it on.
#include "../text.h"

#include <goc/defer.h>
#include <goc/fmt.h>
#include <goc/log.h>
#include <goc/os.h>
#include <goc/time.h>
#include <goc/type.h>
#include "sched/trace.h"

// ---- The standard Logger -------------------------------------------------------------------------------

static struct os_File_Write_results stderr_write(void *data, goc_slice p)
{
	(void)data;
	return os_File_Write(os_Stderr, p);
}

static const goc_type stderr_type = { .kind = GOC_KIND_STRUCT, .flags = GOC_TYPE_NAMED, .name = "os.File", .key = "log stderr" };
static const struct {
	const goc_type *type;
	void *fn[1];
} stderr_tab = { &stderr_type, { stderr_write } };

static log_Logger std = { .out = { (const goc_itab *)&stderr_tab, NULL }, .flag = log_LstdFlags };

log_Logger *log_Default(void)
{
	return &std;
}

log_Logger *log_New(io_Writer out, goc_string prefix, int flag)
{
	log_Logger *l = goc_new(sizeof *l);
	l->out = out;
	l->prefix = prefix;
	l->flag = flag;
	return l;
}

// ---- A line ----------------------------------------------------------------------------------------------

static void add_time(struct text *t, int flag)
{
	time_Time now = time_Now();
	if (flag & log_LUTC)
		now = time_Time_UTC(now);
	if (flag & log_Ldate) {
		struct time_Time_Date_results d = time_Time_Date(now);
		goc__text_int(t, d.year, 4);
		text_char(t, '/');
		goc__text_int(t, d.month, 2);
		text_char(t, '/');
		goc__text_int(t, d.day, 2);
		text_char(t, ' ');
	}
	if (flag & (log_Ltime | log_Lmicroseconds)) {
		struct time_Time_Clock_results c = time_Time_Clock(now);
		goc__text_int(t, c.hour, 2);
		text_char(t, ':');
		goc__text_int(t, c.min, 2);
		text_char(t, ':');
		goc__text_int(t, c.sec, 2);
		if (flag & log_Lmicroseconds) {
			text_char(t, '.');
			goc__text_int(t, time_Time_Nanosecond(now) / 1000, 6);
		}
		text_char(t, ' ');
	}
}

// The place of the program's call at pc, or depth-1 functions further out, inlined ones counted.
static goc_place place_of(const void *pc, int depth)
{
	enum { DEEPEST = 64 };
	const void *pcs[DEEPEST] = { pc };
	goc_place places[DEEPEST];
	int n = 1, at = 0;
	if (depth > 1) {
		n = goc__trace_pcs(0, pcs, DEEPEST);
		while (at < n && pcs[at] != pc)
			at++;
	}
	for (; at < n; at++) {
		int here = goc__trace_places(pcs[at], places, DEEPEST);
		if (depth <= here && places[depth - 1].file)
			return places[depth - 1];
		depth -= here;
		if (depth < 1)
			break;
	}
	return (goc_place){ .file = "???" };
}

static void add_place(struct text *t, int flag, goc_place place)
{
	const char *slash = flag & log_Lshortfile ? strrchr(place.file, '/') : NULL;
	text_add(t, slash ? slash + 1 : place.file);
	text_char(t, ':');
	goc__text_int(t, place.line, 1);
	text_add(t, ": ");
}

static goc_error output_at(log_Logger *l, const void *pc, int depth, goc_string s)
{
	struct text t;
	text_start(&t);
	int flag = __atomic_load_n(&l->flag, __ATOMIC_RELAXED);
	goc_string prefix = __atomic_load_n(&l->prefix, __ATOMIC_ACQUIRE);
	if (!(flag & log_Lmsgprefix))
		text_add(&t, prefix);
	if (flag & (log_Ldate | log_Ltime | log_Lmicroseconds))
		add_time(&t, flag);
	if (flag & (log_Lshortfile | log_Llongfile))
		add_place(&t, flag, place_of(pc, depth > 0 ? depth : 1));
	if (flag & log_Lmsgprefix)
		text_add(&t, prefix);
	text_add(&t, s);
	if (t.len == 0 || t.at[t.len - 1] != '\n')
		text_char(&t, '\n');
	sync_Mutex_Lock(&l->mu);
	struct os_File_Write_results (*write)(void *, goc_slice) = (struct os_File_Write_results (*)(void *, goc_slice))l->out.tab->fn[0];
	goc_error err = write(l->out.data, (goc_slice){ t.at, (int)t.len, (int)t.len }).err;
	sync_Mutex_Unlock(&l->mu);
	return err;
}

static goc_error output(log_Logger *l, const void *pc, goc_string s)
{
	return output_at(l, pc, 1, s);
}

// ---- What a Logger is set to ---------------------------------------------------------------------------------

int log_Logger_Flags(log_Logger *l)
{
	return __atomic_load_n(&l->flag, __ATOMIC_RELAXED);
}

void log_Logger_SetFlags(log_Logger *l, int flag)
{
	__atomic_store_n(&l->flag, flag, __ATOMIC_RELAXED);
}

goc_string log_Logger_Prefix(log_Logger *l)
{
	goc_string prefix = __atomic_load_n(&l->prefix, __ATOMIC_ACQUIRE);
	return prefix ? prefix : "";
}

void log_Logger_SetPrefix(log_Logger *l, goc_string prefix)
{
	__atomic_store_n(&l->prefix, prefix, __ATOMIC_RELEASE);
}

io_Writer log_Logger_Writer(log_Logger *l)
{
	sync_Mutex_Lock(&l->mu);
	io_Writer out = l->out;
	sync_Mutex_Unlock(&l->mu);
	return out;
}

void log_Logger_SetOutput(log_Logger *l, io_Writer out)
{
	sync_Mutex_Lock(&l->mu);
	l->out = out;
	sync_Mutex_Unlock(&l->mu);
}

int log_Flags(void) { return log_Logger_Flags(&std); }
void log_SetFlags(int flag) { log_Logger_SetFlags(&std, flag); }
goc_string log_Prefix(void) { return log_Logger_Prefix(&std); }
void log_SetPrefix(goc_string prefix) { log_Logger_SetPrefix(&std, prefix); }
io_Writer log_Writer(void) { return log_Logger_Writer(&std); }
void log_SetOutput(io_Writer out) { log_Logger_SetOutput(&std, out); }

// ---- Printing ------------------------------------------------------------------------------------------------

// In the call of the public function that names it, not after it: that may be another line.
#define HERE ((const char *)__builtin_return_address(0) - 1)

static _Noreturn void fatal(log_Logger *l, const void *pc, goc_string s)
{
	output(l, pc, s);
	os_Exit(1);
	__builtin_unreachable();
}

static _Noreturn void panicking(log_Logger *l, const void *pc, goc_string s)
{
	output(l, pc, s);
	goc_panic_text(s);
}

goc_error log_Logger_Output(log_Logger *l, int depth, goc_string s) { return output_at(l, HERE, depth, s); }
void log_Logger_Print(log_Logger *l, goc_slice args) { output(l, HERE, fmt_Sprint(args)); }
void log_Logger_Printf(log_Logger *l, goc_string format, goc_slice args) { output(l, HERE, fmt_Sprintf(format, args)); }
void log_Logger_Println(log_Logger *l, goc_slice args) { output(l, HERE, fmt_Sprintln(args)); }
void log_Logger_Fatal(log_Logger *l, goc_slice args) { fatal(l, HERE, fmt_Sprint(args)); }
void log_Logger_Fatalf(log_Logger *l, goc_string format, goc_slice args) { fatal(l, HERE, fmt_Sprintf(format, args)); }
void log_Logger_Fatalln(log_Logger *l, goc_slice args) { fatal(l, HERE, fmt_Sprintln(args)); }
void log_Logger_Panic(log_Logger *l, goc_slice args) { panicking(l, HERE, fmt_Sprint(args)); }
void log_Logger_Panicf(log_Logger *l, goc_string format, goc_slice args) { panicking(l, HERE, fmt_Sprintf(format, args)); }
void log_Logger_Panicln(log_Logger *l, goc_slice args) { panicking(l, HERE, fmt_Sprintln(args)); }

goc_error log_Output(int depth, goc_string s) { return output_at(&std, HERE, depth, s); }
void log_Print(goc_slice args) { output(&std, HERE, fmt_Sprint(args)); }
void log_Printf(goc_string format, goc_slice args) { output(&std, HERE, fmt_Sprintf(format, args)); }
void log_Println(goc_slice args) { output(&std, HERE, fmt_Sprintln(args)); }
void log_Fatal(goc_slice args) { fatal(&std, HERE, fmt_Sprint(args)); }
void log_Fatalf(goc_string format, goc_slice args) { fatal(&std, HERE, fmt_Sprintf(format, args)); }
void log_Fatalln(goc_slice args) { fatal(&std, HERE, fmt_Sprintln(args)); }
void log_Panic(goc_slice args) { panicking(&std, HERE, fmt_Sprint(args)); }
void log_Panicf(goc_string format, goc_slice args) { panicking(&std, HERE, fmt_Sprintf(format, args)); }
void log_Panicln(goc_slice args) { panicking(&std, HERE, fmt_Sprintln(args)); }
