// Package fmt: formatted printing and scanning. Every value prints by its own type, structs, slices and
// pointers to them included; a String or Error method is used where there is one. What a verb cannot print
// shows as Go shows it: %!d(string=hi). C's own: an enum prints as its number, a union as its bytes, an
// array of char as the text in it, plain char as a number.
//
//   type:  %v the plain form, %+v with field names, %#v as source text; %T its type; %p an address; %t a bool
//   ints:  %d %b %o %O %x %X %c %q %U        floats: %e %E %f %F %g %G %b %x %X        texts: %s %q %x %X
//   flags: + - # 0 and space; then width.precision, each a number or *; [n] names an operand
//
// The text of a call is written at once: lines of different goroutines do not mix. Print, Printf and
// Println write to stdio's stdout, in order with printf. None of these functions parks, but a String, Error
// or Write method of the program may. Strings that are returned are fresh; nothing keeps an operand, except
// Errorf for %w.
//
//	fmt.Printf("%-8s|%5.1f|%+d\n", "width", 3.14159, 7);   // width   |  3.1|+7
#ifndef GOC_FMT_H
#define GOC_FMT_H
#include <goc/goc.h>
#include <goc/io.h>

// ---- Printing ------------------------------------------------------------------------------------

// What a type may say about how it prints.
typedef goc_iface fmt_Stringer;    // interface { string String(void); }
typedef goc_iface fmt_GoStringer;    // for %#v
// The verb's flags, for a Format method. Write adds to the text; Width and Precision say whether there is one;
// Flag is asked for '+', '-', '#', ' ' or '0'. Valid until Format returns.
typedef goc_iface fmt_State;    // interface { bool Flag(int c); (int, bool) Precision(void); (int, bool) Width(void); (int, error) Write([]byte b); }
typedef goc_iface fmt_Formatter;    // prints itself for every verb

// Print puts a space between operands that are no strings, Println between all, and ends the line. n counts
// bytes; err is what the write met.
struct fmt_Print_results { int n; goc_error err; };
struct fmt_Print_results fmt_Print(goc_slice args);
struct fmt_Println_results { int n; goc_error err; };
struct fmt_Println_results fmt_Println(goc_slice args);
struct fmt_Printf_results { int n; goc_error err; };
struct fmt_Printf_results fmt_Printf(goc_string format, goc_slice args);
struct fmt_Fprint_results { int n; goc_error err; };
struct fmt_Fprint_results fmt_Fprint(io_Writer to, goc_slice args);    // one Write, whose bytes are gone afterwards
struct fmt_Fprintln_results { int n; goc_error err; };
struct fmt_Fprintln_results fmt_Fprintln(io_Writer to, goc_slice args);
struct fmt_Fprintf_results { int n; goc_error err; };
struct fmt_Fprintf_results fmt_Fprintf(io_Writer to, goc_string format, goc_slice args);
goc_string fmt_Sprint(goc_slice args);
goc_string fmt_Sprintln(goc_slice args);
goc_string fmt_Sprintf(goc_string format, goc_slice args);
goc_slice fmt_Append(goc_slice b, goc_slice args);    // as append(b, text...)
goc_slice fmt_Appendln(goc_slice b, goc_slice args);
goc_slice fmt_Appendf(goc_slice b, goc_string format, goc_slice args);

// An error with that text. Each operand of %w, an error, is what it wraps (errors.Is, errors.Unwrap).
goc_error fmt_Errorf(goc_string format, goc_slice args);

// ---- Scanning --------------------------------------------------------------------------------------

// Each operand is a pointer to where a value goes: a number, bool, string, []byte or array of char. Values stand between
// spaces; for Scan newlines are spaces, Scanln ends at one, Scanf's format tells. n counts the operands that
// got a value; err says why the next did not, io.EOF at the end of the input. May park, reading. Standard
// input is stdio's stdin. As in Go, the one character after a value is consumed.
struct fmt_Scan_results { int n; goc_error err; };
struct fmt_Scan_results fmt_Scan(goc_slice args);
struct fmt_Scanln_results { int n; goc_error err; };
struct fmt_Scanln_results fmt_Scanln(goc_slice args);
struct fmt_Scanf_results { int n; goc_error err; };
struct fmt_Scanf_results fmt_Scanf(goc_string format, goc_slice args);
struct fmt_Fscan_results { int n; goc_error err; };
struct fmt_Fscan_results fmt_Fscan(io_Reader from, goc_slice args);
struct fmt_Fscanln_results { int n; goc_error err; };
struct fmt_Fscanln_results fmt_Fscanln(io_Reader from, goc_slice args);
struct fmt_Fscanf_results { int n; goc_error err; };
struct fmt_Fscanf_results fmt_Fscanf(io_Reader from, goc_string format, goc_slice args);
struct fmt_Sscan_results { int n; goc_error err; };
struct fmt_Sscan_results fmt_Sscan(goc_string from, goc_slice args);
struct fmt_Sscanln_results { int n; goc_error err; };
struct fmt_Sscanln_results fmt_Sscanln(goc_string from, goc_slice args);
struct fmt_Sscanf_results { int n; goc_error err; };
struct fmt_Sscanf_results fmt_Sscanf(goc_string from, goc_string format, goc_slice args);

#endif
