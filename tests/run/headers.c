struct square { double side; void *done; };
struct pair_results { int a; const char *b; };
struct pair_results pair(void);
double square_Area(struct square *s);
void square_Grow(struct square *s, double by) { s->side += by; }
int use_from_c(void)
{
	struct square s = { 2, 0 };
	return (int)square_Area(&s) * 10 + pair().a;
}
