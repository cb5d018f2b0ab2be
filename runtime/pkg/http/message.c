// Messages as llhttp finds them.
//
// The parser pauses at the end of the header and at the end of the message, so that what follows, the body
// or the next request of a pipeline, stays in the stream's buffer until somebody asks for it. Each message
// has a parser of its own. An Upgrade that nobody asked for is ignored, as HTTP allows.
#include "http.h"

#include <goc/io.h>

static message *of(llhttp_t *p)
{
	return p->data;
}

static int on_begin(llhttp_t *p)
{
	of(p)->begun = true;
	return 0;
}

static int on_url(llhttp_t *p, const char *at, size_t n)
{
	text_bytes(&of(p)->url, at, n);
	return 0;
}

static int on_name(llhttp_t *p, const char *at, size_t n)
{
	text_bytes(&of(p)->name, at, n);
	return 0;
}

static int on_value(llhttp_t *p, const char *at, size_t n)
{
	text_bytes(&of(p)->value, at, n);
	return 0;
}

static int on_line(llhttp_t *p)
{
	message *m = of(p);
	if (m->headers_done)        // trailers after a chunked body are dropped
		return m->name.len = m->value.len = 0;
	if (!goc__is_token(text_peek(&m->name)))
		return -1;              // "Host : a" is a way past other servers' checks
	while (m->value.len && (m->value.at[m->value.len - 1] == ' ' || m->value.at[m->value.len - 1] == '\t'))
		m->value.len--;
	goc_string name = http_CanonicalHeaderKey(text_peek(&m->name));
	m->hosts += strcmp(name, "Host") == 0;
	goc__header_add(m->header, name, goc__text_string(&m->value));
	m->name.len = m->value.len = 0;
	return 0;
}

static int on_header(llhttp_t *p)
{
	message *m = of(p);
	m->headers_done = true;
	m->keep_alive = llhttp_should_keep_alive(p);
	m->chunked = p->flags & F_CHUNKED;
	m->upgrade_asked = p->upgrade;
	p->upgrade = 0;
	bool none = !(p->flags & (F_CHUNKED | F_CONTENT_LENGTH)) && !llhttp_message_needs_eof(p);
	m->length = m->chunked || (!none && !(p->flags & F_CONTENT_LENGTH)) ? -1 : none ? 0 : (int64_t)p->content_length;
	if (m->skip_body)
		p->flags |= F_SKIPBODY;
	return HPE_PAUSED;
}

static int on_body(llhttp_t *p, const char *at, size_t n)
{
	message *m = of(p);
	memcpy(m->body_to + m->body_n, at, n);      // no more than was fed, which is the room there is
	m->body_n += (int)n;
	return 0;
}

static int on_complete(llhttp_t *p)
{
	of(p)->done = true;
	return HPE_PAUSED;
}

static const llhttp_settings_t settings = {
	.on_message_begin = on_begin, .on_url = on_url, .on_header_field = on_name, .on_header_value = on_value,
	.on_header_value_complete = on_line, .on_headers_complete = on_header, .on_body = on_body,
	.on_message_complete = on_complete,
};

void goc__message_start(message *m, stream *in, llhttp_type_t type, goc_size limit)
{
	llhttp_init(&m->parser, type, &settings);
	m->parser.data = m;
	m->in = in;
	m->limit = limit;
	m->header = http_NewHeader();
	text_start(&m->url);
	text_start(&m->name);
	text_start(&m->value);
}

// Feeds n bytes of the stream, n at most what it holds. Takes off the stream what the parser has read.
static llhttp_errno_t feed(message *m, int n)
{
	const char *from = m->in->buf + m->in->pos;
	llhttp_errno_t e = llhttp_execute(&m->parser, from, (size_t)n);
	if (e == HPE_PAUSED) {
		m->in->pos += (int)(llhttp_get_error_pos(&m->parser) - from);
		llhttp_resume(&m->parser);
		return HPE_OK;
	}
	m->in->pos += n;
	return e;
}

// The status for what the parser refuses.
static int refusal(const message *m, llhttp_errno_t e)
{
	(void)m;
	return e == HPE_INVALID_VERSION ? 505 : e == HPE_INVALID_TRANSFER_ENCODING ? 501 : 400;
}

int goc__message_header(message *m, goc_error *err)
{
	while (!m->headers_done) {
		if (m->in->pos == m->in->len) {
			int n = goc__stream_fill(m->in, err);
			if (n == 0 && m->begun)
				*err = io_ErrUnexpectedEOF;
			if (n <= 0)
				return -1;
		}
		int before = m->in->pos;
		llhttp_errno_t e = feed(m, m->in->len - before);
		m->seen += (goc_size)(m->in->pos - before);
		if (e != HPE_OK)
			return refusal(m, e);
		if (m->seen > m->limit)
			return 431;
	}
	// A request whose body ends nobody knows where is how one smuggles another.
	bool coded = m->parser.flags & F_TRANSFER_ENCODING && !m->chunked;
	return coded && m->parser.type == HTTP_REQUEST ? 501 : 0;
}

int goc__message_body(message *m, char *to, int n, goc_error *err)
{
	m->body_to = to;
	m->body_n = 0;
	while (!m->done && m->body_n == 0 && n > 0) {
		int held = m->in->len - m->in->pos;
		// A message without a body ends here, though the parser wants to be called for it.
		if (held == 0 && m->length == 0) {
			llhttp_execute(&m->parser, "", 0);
			m->done = true;
			break;
		}
		if (held == 0) {
			int got = goc__stream_fill(m->in, err);
			if (got < 0)
				return -1;
			if (got == 0) {
				if (llhttp_finish(&m->parser) != HPE_OK && !m->done) {
					*err = io_ErrUnexpectedEOF;
					return -1;
				}
				m->done = true;
				break;
			}
			held = got;
		}
		if (feed(m, held < n ? held : n) != HPE_OK) {
			*err = errors_New("malformed chunked encoding");
			return -1;
		}
	}
	return m->body_n;
}
