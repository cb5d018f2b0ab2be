// Normal and exponential numbers by Marsaglia and Tsang's ziggurat: the area under the density is covered by
// layers of equal area, 128 or 256; a number in a layer's inner part needs one draw and one comparison.
//
// The tables are computed at first use by the formulas of their paper, and rounded to what Go's hold
// (32-bit integers and floats), since a seed's sequence depends on every bit of them.
#include "rand.h"

#include <goc/sync.h>
#include <math.h>

enum { NORMAL_LAYERS = 128, EXP_LAYERS = 256 };
static const double normal_tail = 3.442619855899, exp_tail = 7.69711747013104972;

struct layer { uint32_t inner; float width, density; };
static struct layer normal[NORMAL_LAYERS], exponential[EXP_LAYERS];     // written once, under the Once

static void fill_normal(void)
{
	const double scale = 2147483648.0, area = 9.91256303526217e-3;
	double edge = normal_tail, before = edge, base = area / exp(-.5 * edge * edge);
	normal[0] = (struct layer){ (uint32_t)(edge / base * scale), (float)(base / scale), 1 };
	normal[NORMAL_LAYERS - 1].width = (float)(edge / scale);
	normal[NORMAL_LAYERS - 1].density = (float)exp(-.5 * edge * edge);
	for (int i = NORMAL_LAYERS - 2; i >= 1; i--) {
		edge = sqrt(-2 * log(area / edge + exp(-.5 * edge * edge)));
		normal[i + 1].inner = (uint32_t)(edge / before * scale);
		before = edge;
		normal[i].width = (float)(edge / scale);
		normal[i].density = (float)exp(-.5 * edge * edge);
	}
}

static void fill_exponential(void)
{
	const double scale = 4294967296.0, area = 3.949659822581572e-3;
	double edge = exp_tail, before = edge, base = area / exp(-edge);
	exponential[0] = (struct layer){ (uint32_t)(edge / base * scale), (float)(base / scale), 1 };
	exponential[EXP_LAYERS - 1].width = (float)(edge / scale);
	exponential[EXP_LAYERS - 1].density = (float)exp(-edge);
	for (int i = EXP_LAYERS - 2; i >= 1; i--) {
		edge = -log(area / edge + exp(-edge));
		exponential[i + 1].inner = (uint32_t)(edge / before * scale);
		before = edge;
		exponential[i].width = (float)(edge / scale);
		exponential[i].density = (float)exp(-edge);
	}
}

static void fill(void *unused)
{
	(void)unused;
	fill_normal();
	fill_exponential();
}

static void need_tables(void)
{
	static sync_Once once;
	static goc_func f = { fill };
	sync_Once_Do(&once, &f);
}

goc_float64 rand_Rand_NormFloat64(rand_Rand *r)
{
	need_tables();
	for (;;) {
		int32_t n = (int32_t)rand_Rand_Uint32(r);
		int i = n & (NORMAL_LAYERS - 1);
		double x = (double)n * (double)normal[i].width;
		if ((n < 0 ? -(uint32_t)n : (uint32_t)n) < normal[i].inner)
			return x;
		if (i == 0) {               // the tail
			double y;
			do {
				x = -log(rand_Rand_Float64(r)) * (1 / normal_tail);
				y = -log(rand_Rand_Float64(r));
			} while (y + y < x * x);
			return n > 0 ? normal_tail + x : -normal_tail - x;
		}
		float height = normal[i].density + (float)rand_Rand_Float64(r) * (normal[i - 1].density - normal[i].density);
		if (height < (float)exp(-.5 * x * x))
			return x;
	}
}

goc_float64 rand_Rand_ExpFloat64(rand_Rand *r)
{
	need_tables();
	for (;;) {
		uint32_t n = rand_Rand_Uint32(r);
		int i = n & (EXP_LAYERS - 1);
		double x = (double)n * (double)exponential[i].width;
		if (n < exponential[i].inner)
			return x;
		if (i == 0)
			return exp_tail - log(rand_Rand_Float64(r));
		float height = exponential[i].density
			+ (float)rand_Rand_Float64(r) * (exponential[i - 1].density - exponential[i].density);
		if (height < (float)exp(-x))
			return x;
	}
}
