// libclang by dlopen: the functions that types.c calls, as members of one struct, without the prefix clang_.
#ifndef GOC_CLANG_H
#define GOC_CLANG_H
#include <clang-c/Index.h>
#include <stdbool.h>

#define CLANG_FUNCTIONS(X) \
	X(createIndex) X(parseTranslationUnit2) X(disposeTranslationUnit) X(getTranslationUnitCursor) X(visitChildren) \
	X(getCursorKind) X(getCursorExtent) X(getRangeStart) X(getRangeEnd) X(getFileLocation) X(Location_isFromMainFile) \
	X(getCursorLocation) X(getCursorType) X(getCursorReferenced) X(getCursorSpelling) X(getCString) X(disposeString) \
	X(getCursorUSR) X(Cursor_isAnonymous) X(Cursor_isNull) X(Cursor_getStorageClass) X(isCursorDefinition) \
	X(getTypeDeclaration) X(getCanonicalType) X(getPointeeType) X(getResultType) X(getNumArgTypes) X(getArgType) \
	X(isFunctionTypeVariadic) X(getFunctionTypeCallingConv) X(getTypedefName) X(getTypedefDeclUnderlyingType) \
	X(Type_getSizeOf) X(Type_getAlignOf) X(Type_getNamedType) X(Type_visitFields) X(getAddressSpace) \
	X(getArrayElementType) X(getArraySize) X(isConstQualifiedType) X(getFieldDeclBitWidth) X(Cursor_getOffsetOfField) \
	X(getEnumDeclIntegerType) X(Type_getValueType)

struct clang_functions {
#define MEMBER(f) __typeof__(clang_##f) *f;
	CLANG_FUNCTIONS(MEMBER)
#undef MEMBER
};
extern struct clang_functions clang;
bool clang_load(void);      // false: not found (reported)
#endif
