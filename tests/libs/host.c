// A plain C program that loads a library of the dialect.
#include <dlfcn.h>
#include <stdio.h>

int main(int argc, char **argv)
{
	void *library = dlopen(argc > 1 ? argv[1] : "./total.so", RTLD_NOW);
	if (!library) {
		puts(dlerror());
		return 1;
	}
	int (*total)(int) = (int (*)(int))dlsym(library, "total");
	printf("%d\n", total(100));
	printf("%d\n", total(10));
	return 0;
}
