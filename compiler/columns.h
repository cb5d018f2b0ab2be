// gcc's messages about translated files, with columns of the .gc text.
#ifndef GOC_COLUMNS_H
#define GOC_COLUMNS_H

// Copies what gcc writes to from (until its end) to standard error. Messages about a line whose C differs from
// its .gc text get their column, caret and underlines moved. kept: the folder with the translated files (*.kept).
void columns_copy(int from, const char *kept);
#endif
