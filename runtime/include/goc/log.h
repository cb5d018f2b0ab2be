// Package log: lines with the time before them, to standard error or any writer. A line is one Write, and
// the lines of one Logger never mix. Functions park when the writer does, or while another goroutine writes
// to the same Logger. Print and Println put spaces as fmt's do; a missing newline is added.
//
//	log.SetFlags(0);
//	log.SetPrefix("demo: ");
//	log.Printf("%d left", 3);                               // demo: 3 left
#ifndef GOC_LOG_H
#define GOC_LOG_H
#include <goc/goc.h>
#include <goc/io.h>
#include <goc/sync.h>

// What stands before the text, in this order.
enum {
	log_Ldate = 1,              // 2009/01/23
	log_Ltime = 2,              // 01:23:23
	log_Lmicroseconds = 4,      // 01:23:23.123123
	log_Llongfile = 8,          // the caller's file and line: /a/b/d.gc:23
	log_Lshortfile = 16,        // d.gc:23
	log_LUTC = 32,              // UTC instead of local time
	log_Lmsgprefix = 64,        // the prefix stands before the text instead of first
	log_LstdFlags = 3
};

// All members are private. For any number of goroutines.
typedef struct log_Logger {
	sync_Mutex mu;              // held for one Write, and for changes
	io_Writer out;
	goc_string prefix;
	int flag;
} log_Logger;

log_Logger *log_New(io_Writer out, goc_string prefix, int flag);
log_Logger *log_Default(void);    // what the functions without a Logger use: os.Stderr, LstdFlags

void log_Logger_Print(log_Logger *l, goc_slice args);
void log_Logger_Printf(log_Logger *l, goc_string format, goc_slice args);
void log_Logger_Println(log_Logger *l, goc_slice args);
void log_Logger_Fatal(log_Logger *l, goc_slice args);    // Print, then os.Exit(1): no deferred call runs
void log_Logger_Fatalf(log_Logger *l, goc_string format, goc_slice args);
void log_Logger_Fatalln(log_Logger *l, goc_slice args);
void log_Logger_Panic(log_Logger *l, goc_slice args);    // Print, then panic with the text
void log_Logger_Panicf(log_Logger *l, goc_string format, goc_slice args);
void log_Logger_Panicln(log_Logger *l, goc_slice args);
goc_error log_Logger_Output(log_Logger *l, int calldepth, goc_string text);    // calldepth 1: the caller's file and line
int log_Logger_Flags(log_Logger *l);
void log_Logger_SetFlags(log_Logger *l, int flag);
goc_string log_Logger_Prefix(log_Logger *l);
void log_Logger_SetPrefix(log_Logger *l, goc_string prefix);
io_Writer log_Logger_Writer(log_Logger *l);
void log_Logger_SetOutput(log_Logger *l, io_Writer out);

// The same of Default().
void log_Print(goc_slice args);
void log_Printf(goc_string format, goc_slice args);
void log_Println(goc_slice args);
void log_Fatal(goc_slice args);
void log_Fatalf(goc_string format, goc_slice args);
void log_Fatalln(goc_slice args);
void log_Panic(goc_slice args);
void log_Panicf(goc_string format, goc_slice args);
void log_Panicln(goc_slice args);
goc_error log_Output(int calldepth, goc_string text);
int log_Flags(void);
void log_SetFlags(int flag);
goc_string log_Prefix(void);
void log_SetPrefix(goc_string prefix);
io_Writer log_Writer(void);
void log_SetOutput(io_Writer out);

#endif
