// A C program with goroutines, by functions alone.
#include <goc/goc.h>
#include <stdio.h>

struct job {
	goc_chan *in, *out;
};

static void square(void *args)
{
	struct job *job = args;
	int v;

	while (goc_chan_recv(job->in, &v)) {
		v *= v;
		goc_chan_send(job->out, &v);
	}
	goc_chan_close(job->out);
}

static int program(int argc, char **argv)
{
	struct job job = { goc_chan_make(sizeof(int), 0), goc_chan_make(sizeof(int), 10) };
	int sum = 0, v;

	(void)argc, (void)argv;
	goc_go(square, &job, sizeof job);
	for (int i = 1; i <= 10; i++)
		goc_chan_send(job.in, &i);
	goc_chan_close(job.in);
	while (goc_chan_recv(job.out, &v))
		sum += v;
	printf("sum %d\n", sum);
	return sum == 385 ? 0 : 1;
}

int main(int argc, char **argv)
{
	return goc_main(program, argc, argv);
}
