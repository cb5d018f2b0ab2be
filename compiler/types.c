// libclang's answers. The probe is parsed once; one walk over what stands in its own text records, by offset,
// the type of every expression, what every name refers to and what every name declares. Types are converted
// when they are asked for, and the encodings that probe.h lists are turned back into the dialect's types.
//
// Tried and rejected: asking for the cursor at an offset (clang_getCursor) for each node: quadratic in practice.
#include "types.h"
#include "arena.h"
#include "clang.h"
#include "diag.h"
#include "map.h"
#include "probe.h"
#include "words.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

type *(*types_own_declared)(uint32_t offset);

static CXIndex clang_index;
static CXTranslationUnit tu;
static map expressions;     // (start, end) → CXCursor, the innermost: before implicit conversions
static map expansions;      // (start, end) → CXCursor, the outermost written one: a macro's whole expansion
static map uses, declared;  // (offset, 0) → CXCursor
static map globals;         // name → CXCursor
static map in_headers;      // names of the functions that C headers declare
static map refs;            // (offset, kind of map) → ref
static map records;         // USR → type, for structs, unions, enums
static const char **functions;
static int nfunctions;

static CXCursor *keep(CXCursor c)
{
	return arena_copy(&c, sizeof c);
}

static const char *text_of(CXString s)
{
	const char *c = clang.getCString(s);
	const char *t = arena_text(c ? c : "", c ? strlen(c) : 0);
	clang.disposeString(s);
	return t;
}

static uint32_t offset_of(CXSourceLocation at)
{
	CXFile file;
	unsigned line, column, offset;
	clang.getFileLocation(at, &file, &line, &column, &offset);
	return offset;
}

static bool in_probe(CXCursor c)
{
	return clang.Location_isFromMainFile(clang.getCursorLocation(c));
}

// ---- Indexing ------------------------------------------------------------------------------------

static void index_declaration(CXCursor c, enum CXCursorKind kind)
{
	switch (kind) {
	case CXCursor_VarDecl: case CXCursor_ParmDecl: case CXCursor_FunctionDecl: case CXCursor_TypedefDecl: case CXCursor_FieldDecl:
	case CXCursor_StructDecl: case CXCursor_UnionDecl: case CXCursor_EnumDecl: case CXCursor_EnumConstantDecl:
		map_set_pair(&declared, offset_of(clang.getCursorLocation(c)), 0, keep(c));
	default:
		break;
	}
}

static enum CXChildVisitResult index_inside(CXCursor c, CXCursor parent, CXClientData data)
{
	enum CXCursorKind kind = clang.getCursorKind(c);
	(void)parent, (void)data;
	if (kind >= CXCursor_FirstExpr && kind <= CXCursor_LastExpr) {
		CXSourceRange r = clang.getCursorExtent(c);
		uint32_t start = offset_of(clang.getRangeStart(r)), end = offset_of(clang.getRangeEnd(r));
		CXCursor *kept = keep(c);
		map_set_pair(&expressions, start, end, kept);
		if (kind != CXCursor_UnexposedExpr && !map_get_pair(&expansions, start, end))
			map_set_pair(&expansions, start, end, kept);
		if (kind == CXCursor_DeclRefExpr || kind == CXCursor_MemberRefExpr)
			map_set_pair(&uses, offset_of(clang.getCursorLocation(c)), 0, keep(clang.getCursorReferenced(c)));
	} else if (kind == CXCursor_TypeRef || kind == CXCursor_MemberRef) {
		map_set_pair(&uses, offset_of(clang.getCursorLocation(c)), 0, keep(clang.getCursorReferenced(c)));
	} else {
		index_declaration(c, kind);
	}
	return CXChildVisit_Recurse;
}

static enum CXChildVisitResult index_global(CXCursor c, CXCursor parent, CXClientData data)
{
	enum CXCursorKind kind = clang.getCursorKind(c);
	(void)parent, (void)data;
	if (kind == CXCursor_FunctionDecl || kind == CXCursor_VarDecl || kind == CXCursor_TypedefDecl || kind == CXCursor_EnumDecl) {
		const char *name = text_of(clang.getCursorSpelling(c));
		if (kind == CXCursor_FunctionDecl && !map_get(&globals, name))
			ARENA_PUSH(functions, nfunctions, name);
		if (kind == CXCursor_FunctionDecl && !in_probe(c))
			map_set(&in_headers, name, &in_headers);
		if (kind != CXCursor_EnumDecl)
			map_set(&globals, name, keep(c));
	}
	if (kind == CXCursor_EnumDecl || in_probe(c)) {
		if (in_probe(c))
			index_declaration(c, kind);
		clang.visitChildren(c, in_probe(c) ? index_inside : index_global, NULL);
	} else if (kind == CXCursor_EnumConstantDecl) {
		map_set(&globals, text_of(clang.getCursorSpelling(c)), keep(c));
	}
	return CXChildVisit_Continue;
}

static void forget(void)
{
	expressions = expansions = uses = declared = globals = refs = records = in_headers = (map){ 0 };
	functions = NULL;
	nfunctions = 0;
	if (tu)
		clang.disposeTranslationUnit(tu);
	tu = NULL;
}

bool types_parse(const char *path, const char *text, size_t len, const options *o)
{
	static const char *const fixed[] = { "-xc", "-std=gnu17", "-ferror-limit=0", "-w", "-fgnu89-inline" };
	const char **args = arena_alloc((sizeof fixed / sizeof *fixed + (size_t)o->ncpp_args) * sizeof *args);
	int n = 0;
	if (!clang_load())
		return false;
	forget();
	for (; n < 4; n++)
		args[n] = fixed[n];
	for (int i = 0; i < o->ncpp_args; i++)
		args[n++] = o->cpp_args[i];
	struct CXUnsavedFile file = { path, text, len };
	if (!clang_index)
		clang_index = clang.createIndex(0, getenv("GOC_CLANG_DEBUG") != NULL);
	enum CXErrorCode e = clang.parseTranslationUnit2(clang_index, path, args, n, &file, 1, CXTranslationUnit_KeepGoing, &tu);
	if (e != CXError_Success) {
		diag_plain("libclang could not read '%s' (error %d)", path, (int)e);
		return false;
	}
	clang.visitChildren(clang.getTranslationUnitCursor(tu), index_global, NULL);
	return true;
}

bool types_in_header(const char *function)
{
	return map_get(&in_headers, function) != NULL;
}

bool types_macro(const char *name)
{
	return map_get(&globals, arena_printf(PROBE_MACRO "%s", name)) != NULL;
}

// ---- Types ---------------------------------------------------------------------------------------

static type *convert(CXType t);

static type *named_record(CXType t, type *r)
{
	CXCursor d = clang.getTypeDeclaration(t);
	const char *name = text_of(clang.getCursorSpelling(d));
	// Since LLVM 16 an unnamed record is spelled "struct (unnamed at …)".
	r->is_anonymous = !*name || strchr(name, '(') || clang.Cursor_isAnonymous(d);
	r->tag = r->is_anonymous ? NULL : name;
	return r;
}

// In the probe slices and interfaces are pointers: what stands behind one in a struct lies further on in
// truth, by what they lack.
struct layout { type *record; long shift; };

static void place_field(struct layout *l, field_info *f, long probe_size)
{
	long size = f->type->canonical->size, align = f->type->canonical->align;
	if (l->record->kind == T_UNION) {
		l->shift = size - l->record->size > l->shift ? size - l->record->size : l->shift;
		return;
	}
	if (align > 8 && f->type->canonical->kind != T_ARRAY)
		l->shift = (l->shift + align - 1) / align * align;
	f->bit_offset += (unsigned)(8 * l->shift);
	if (size >= 0 && probe_size >= 0 && size > probe_size)
		l->shift += size - probe_size;
}

static enum CXVisitorResult add_field(CXCursor f, CXClientData data)
{
	struct layout *l = data;
	type *r = l->record;
	uint32_t offset = in_probe(f) ? offset_of(clang.getCursorLocation(f)) : UINT32_MAX;
	field_info i = { .name = text_of(clang.getCursorSpelling(f)), .bits = clang.getFieldDeclBitWidth(f) };
	type *own = offset != UINT32_MAX && types_own_declared ? types_own_declared(offset) : NULL;
	i.type = own ? own : convert(clang.getCursorType(f));
	long long bit = clang.Cursor_getOffsetOfField(f);
	i.bit_offset = bit < 0 ? 0 : (unsigned)bit;
	if (i.bits < 0)
		i.bits = 0;
	if (strchr(i.name, '('))
		i.name = "";
	type_kind kind = i.type->canonical->kind;
	if (!*i.name && kind != T_STRUCT && kind != T_UNION)        // `int : 5;` is no member
		return CXVisit_Continue;
	place_field(l, &i, clang.Type_getSizeOf(clang.getCursorType(f)));
	ARENA_PUSH(r->fields, r->nfields, i);
	return CXVisit_Continue;
}

static bool has_prefix(const char *text, const char *prefix)
{
	return text && !strncmp(text, prefix, strlen(prefix));
}

static type *record(CXType t)
{
	CXCursor d = clang.getTypeDeclaration(t);
	const char *usr = text_of(clang.getCursorUSR(d));
	type *r = map_get(&records, usr);
	if (r)
		return r;
	enum CXCursorKind kind = clang.getCursorKind(d);
	r = type_new(kind == CXCursor_UnionDecl ? T_UNION : kind == CXCursor_EnumDecl ? T_ENUM : T_STRUCT);
	map_set(&records, usr, r);
	named_record(t, r);
	r->usr = usr;
	type_finish(r);     // its members' types may name it
	r->size = clang.Type_getSizeOf(t);
	r->align = clang.Type_getAlignOf(t);
	r->is_complete = r->size >= 0;
	if (kind == CXCursor_EnumDecl)
		r->is_unsigned = convert(clang.getEnumDeclIntegerType(d))->is_unsigned;
	else {
		struct layout l = { r, 0 };
		clang.Type_visitFields(t, add_field, &l);
		if (r->size >= 0 && l.shift > 0)
			r->size = (r->size + l.shift + r->align - 1) / r->align * r->align;
	}
	return type_finish(r);
}

static void add_results(type *f, CXType result)
{
	if (result.kind == CXType_Void)
		return;
	type *r = convert(result);
	if (r->canonical->kind == T_STRUCT && (has_prefix(r->canonical->tag, PROBE_RESULTS) ||
		(r->canonical->tag && strlen(r->canonical->tag) > 8 && !strcmp(r->canonical->tag + strlen(r->canonical->tag) - 8, "_results")))) {
		type *s = r->canonical;
		f->results_tag = has_prefix(s->tag, PROBE_RESULTS) ? NULL : s->tag;
		for (int i = 0; i < s->nfields; i++) {
			int n = f->nresults;
			ARENA_PUSH(f->result_names, n, s->fields[i].name);
			ARENA_PUSH(f->results, f->nresults, s->fields[i].type);
		}
		return;
	}
	ARENA_PUSH(f->results, f->nresults, r);
}

static type *function(CXType t, type_kind kind)
{
	type *f = type_new(kind);
	add_results(f, clang.getResultType(t));
	int n = clang.getNumArgTypes(t);
	for (int i = 0; i < n; i++)
		ARENA_PUSH(f->params, f->nparams, convert(clang.getArgType(t, (unsigned)i)));
	f->variadic = t.kind == CXType_FunctionNoProto || clang.isFunctionTypeVariadic(t);
	f->unprototyped = t.kind == CXType_FunctionNoProto;
	return type_finish(f);
}

// The methods of an interface are the members of the struct that stands for it.
static type *interface(CXType pointee)
{
	CXCursor d = clang.getTypeDeclaration(pointee);
	const char *name = text_of(clang.getCursorSpelling(d));
	if (!strcmp(name, PROBE_ANY))
		return type_word(W_ANY);
	if (!strcmp(name, PROBE_ERROR))
		return type_word(W_ERROR);
	type *own = in_probe(d) && types_own_declared ? types_own_declared(offset_of(clang.getCursorLocation(d))) : NULL;
	return own;
}

// The first parameter of a channel's stand-in tells its direction.
static type *channel(CXType f)
{
	if (clang.getNumArgTypes(f) != 1)
		return NULL;
	CXType p = clang.getCanonicalType(clang.getArgType(f, 0));
	if (p.kind != CXType_Pointer)
		return NULL;
	const char *tag = text_of(clang.getCursorSpelling(clang.getTypeDeclaration(clang.getPointeeType(p))));
	chan_dir dir = !strcmp(tag, PROBE_BOTH) ? DIR_BOTH : !strcmp(tag, PROBE_SEND) ? DIR_SEND : DIR_RECV;
	if (dir == DIR_RECV && strcmp(tag, PROBE_RECV))
		return NULL;
	return type_chan(convert(clang.getResultType(f)), dir);
}

static type *pointer(CXType t)
{
	CXType p = clang.getPointeeType(t), canonical = clang.getCanonicalType(p);
	type *found = NULL;
	if (clang.getAddressSpace(p) || clang.getAddressSpace(canonical))
		return type_slice(convert(p));
	if (canonical.kind == CXType_FunctionProto || canonical.kind == CXType_FunctionNoProto) {
		CXType as_written = p.kind == CXType_FunctionProto ? p : canonical;
		if (clang.getFunctionTypeCallingConv(canonical) == PROBE_CALLING_CONVENTION)
			return function(as_written, T_FUNC);
		found = channel(as_written);
	} else if (canonical.kind == CXType_Record) {
		const char *tag = text_of(clang.getCursorSpelling(clang.getTypeDeclaration(canonical)));
		if (has_prefix(tag, PROBE_INTERFACE))
			found = interface(canonical);
	}
	return found ? found : type_pointer(convert(p));
}

static type *array(CXType t)
{
	type *a = type_new(T_ARRAY);
	a->elem = convert(clang.getArrayElementType(t));
	a->count = (long)clang.getArraySize(t);
	a->size = a->count < 0 || a->elem->size < 0 ? -1 : a->count * a->elem->size;
	a->align = a->elem->align;
	return type_finish(a);
}

static type *typedefed(CXType t)
{
	const char *name = text_of(clang.getTypedefName(t));
	CXCursor d = clang.getTypeDeclaration(t);
	if (has_prefix(name, "goc_")) {
		word w = word_of(name + 4, strlen(name + 4));
		if (w && word_is_type(w))
			return type_word(w);
	}
	type *own = in_probe(d) && types_own_declared ? types_own_declared(offset_of(clang.getCursorLocation(d))) : NULL;
	if (own)
		return own;
	CXType under = clang.getTypedefDeclUnderlyingType(d);
	if (under.kind == CXType_Invalid)
		under = clang.getCanonicalType(t);
	return type_named(convert(under), name);
}

static type *basic(CXType t)
{
	static const char *const names[] = {
		[CXType_Void] = "void", [CXType_Bool] = "_Bool", [CXType_Char_U] = "char", [CXType_UChar] = "unsigned char",
		[CXType_UShort] = "unsigned short", [CXType_UInt] = "unsigned", [CXType_ULong] = "unsigned long",
		[CXType_ULongLong] = "unsigned long long", [CXType_UInt128] = "unsigned __int128", [CXType_Char_S] = "char",
		[CXType_SChar] = "signed char", [CXType_Short] = "short", [CXType_Int] = "int", [CXType_Long] = "long",
		[CXType_LongLong] = "long long", [CXType_Int128] = "__int128", [CXType_Float] = "float", [CXType_Double] = "double",
		[CXType_LongDouble] = "long double", [CXType_Float128] = "_Float128",
	};
	return (size_t)t.kind < sizeof names / sizeof *names && names[t.kind] ? type_basic(names[t.kind]) : NULL;
}

static type *convert_plain(CXType t)
{
	type *b = basic(t);
	if (b)
		return b;
	switch (t.kind) {
	case CXType_Pointer: return pointer(t);
	case CXType_Record: case CXType_Enum: return record(t);
	case CXType_Typedef: return typedefed(t);
	case CXType_Atomic: return convert(clang.Type_getValueType(t));
	case CXType_Elaborated: return convert(clang.Type_getNamedType(t));
	case CXType_ConstantArray: case CXType_IncompleteArray: case CXType_VariableArray: return array(t);
	case CXType_FunctionProto: case CXType_FunctionNoProto: return function(t, T_CFUNC);
	case CXType_Complex: {
		type *c = type_new(T_COMPLEX);
		c->size = clang.Type_getSizeOf(t);
		c->align = clang.Type_getAlignOf(t);
		return type_finish(c);
	}
	default: {
		CXType canonical = clang.getCanonicalType(t);
		return canonical.kind != t.kind ? convert(canonical) : type_new(T_UNKNOWN);
	}
	}
}

static type *convert(CXType t)
{
	type *c = convert_plain(t);
	if (clang.isConstQualifiedType(t) && !c->is_const && c->kind != T_STRING) {
		type *copy = arena_copy(c, sizeof *c);
		copy->is_const = true;
		copy->c = NULL;
		if (c->canonical == c)
			copy->canonical = c;
		return copy;
	}
	return c;
}

// ---- Answers -------------------------------------------------------------------------------------

static type *type_of_cursor(const CXCursor *c)
{
	if (!c)
		return NULL;
	type *t = convert(clang.getCursorType(*c));
	return t->kind == T_UNKNOWN ? NULL : t;
}

type *types_expression(uint32_t start, uint32_t end)
{
	return type_of_cursor(map_get_pair(&expressions, start, end));
}

type *types_expansion(uint32_t start, uint32_t end)
{
	return type_of_cursor(map_get_pair(&expansions, start, end));
}

static ref_kind kind_of(CXCursor c)
{
	switch (clang.getCursorKind(c)) {
	case CXCursor_VarDecl: return REF_VAR;
	case CXCursor_ParmDecl: return REF_PARAM;
	case CXCursor_FunctionDecl: return REF_FUNC;
	case CXCursor_TypedefDecl: return REF_TYPEDEF;
	case CXCursor_EnumConstantDecl: return REF_ENUMERATOR;
	case CXCursor_FieldDecl: return REF_FIELD;
	default: return REF_TAG;
	}
}

static const ref *make_ref(CXCursor c)
{
	ref *r = arena_alloc(sizeof *r);
	r->kind = kind_of(c);
	r->name = text_of(clang.getCursorSpelling(c));
	r->offset = in_probe(c) ? offset_of(clang.getCursorLocation(c)) : UINT32_MAX;
	type *own = r->offset != UINT32_MAX && types_own_declared ? types_own_declared(r->offset) : NULL;
	CXType t = clang.getCursorType(c);
	r->type = own ? own : t.kind == CXType_Invalid ? type_new(T_UNKNOWN) : convert(t);
	enum CX_StorageClass storage = clang.Cursor_getStorageClass(c);
	r->is_static = storage == CX_SC_Static;
	r->is_extern = storage == CX_SC_Extern;
	r->has_body = clang.isCursorDefinition(c) != 0;
	return r;
}

static const ref *ref_at(map *from, uint32_t offset, uint32_t which)
{
	ref *r = map_get_pair(&refs, offset, which);
	CXCursor *c = r ? NULL : map_get_pair(from, offset, 0);
	if (!c || clang.Cursor_isNull(*c))
		return r;
	r = (ref *)make_ref(*c);
	map_set_pair(&refs, offset, which, r);
	return r;
}

const ref *types_use(uint32_t offset)
{
	return ref_at(&uses, offset, 0);
}

const ref *types_declared(uint32_t offset)
{
	return ref_at(&declared, offset, 1);
}

const ref *types_global(const char *name)
{
	CXCursor *c = map_get(&globals, name);
	return c ? make_ref(*c) : NULL;
}

void types_each_function(const char *prefix, void (*f)(const ref *r, void *arg), void *arg)
{
	for (int i = 0; i < nfunctions; i++)
		if (has_prefix(functions[i], prefix))
			f(types_global(functions[i]), arg);
}

bool types_expression_known(uint32_t offset)
{
	CXCursor *c = map_get_pair(&declared, offset, 0);
	if (!c)
		return false;
	CXType t = clang.getCanonicalType(clang.getCursorType(*c));
	return convert(t)->canonical->kind != T_UNKNOWN;
}
