"""SIP messages as the small Front End needs them: read, change a header, write."""
import re

COMPACT = {'i': 'call-id', 'm': 'contact', 'l': 'content-length', 'c': 'content-type', 'f': 'from', 'k': 'supported',
           't': 'to', 'v': 'via', 'o': 'event'}


def values(header):
    """The comma-separated values of a header; commas in quotes and angle brackets do not count."""
    out, depth, quoted, current = [], 0, False, ''
    for char in header:
        if char == '"':
            quoted = not quoted
        elif not quoted:
            depth += {'<': 1, '>': -1}.get(char, 0)
        if char == ',' and not quoted and depth == 0:
            out.append(current.strip())
            current = ''
        else:
            current += char
    return out + [current.strip()]


def uri(header):
    """The URI of an address header, with its parameters."""
    found = re.search(r'<([^>]*)>', header)
    return found.group(1) if found else header.split(';')[0].strip()


def address(header):
    """user@domain in lower case, or the domain alone; no scheme, port or parameters."""
    bare = re.sub(r'^sips?:', '', uri(header), flags=re.I)
    return re.split(r'[;?]', bare)[0].split(':')[0].lower()


def parameter(header, name):
    found = re.search(r';\s*%s=("?)([^;">]*)\1' % re.escape(name), header, re.I)
    return found.group(2) if found else None


def tag(header):
    return parameter(re.sub(r'<[^>]*>', '', header), 'tag')


class Message:
    def __init__(self, start, headers=(), body=b''):
        self.start, self.headers, self.body = start, [list(h) for h in headers], body

    @classmethod
    def parse(cls, head, body):
        lines = re.sub(r'\r\n[ \t]+', ' ', head.decode('utf-8', 'replace')).split('\r\n')
        fields = [line.split(':', 1) for line in lines[1:] if ':' in line]
        return cls(lines[0], [(name.strip(), value.strip()) for name, value in fields], body)

    def copy(self):
        return Message(self.start, self.headers, self.body)

    @staticmethod
    def _name(name):
        return COMPACT.get(name.lower(), name.lower())

    def all(self, name):
        return [value for key, value in self.headers if self._name(key) == name]

    def get(self, name, default=''):
        return next(iter(self.all(name)), default)

    def set(self, name, value):
        for header in self.headers:
            if self._name(header[0]) == name.lower():
                header[1] = value
                return
        self.headers.append([name, value])

    def drop(self, name):
        self.headers = [h for h in self.headers if self._name(h[0]) != name]

    def push(self, name, value):
        """Puts a header before the others of its name."""
        same = [i for i, h in enumerate(self.headers) if self._name(h[0]) == name.lower()]
        self.headers.insert(same[0] if same else 0, [name, value])

    def pop(self, name):
        """Takes away the first value of a header."""
        for i, (key, value) in enumerate(self.headers):
            if self._name(key) == name:
                first, *rest = values(value)
                if rest:
                    self.headers[i][1] = ', '.join(rest)
                else:
                    del self.headers[i]
                return first
        return ''

    @property
    def code(self):
        return int(self.start.split(' ')[1]) if self.start.startswith('SIP/2.0') else 0

    @property
    def method(self):
        return self.start.split(' ')[0]

    @property
    def target(self):
        return self.start.split(' ')[1]

    def transaction(self):
        """What the messages of one transaction share, for clients that send no branch (RFC 2543)."""
        return self.get('call-id'), self.get('cseq').split(' ')[0], tag(self.get('from')), address(self.get('from'))

    def bytes(self):
        self.drop('content-length')
        fields = ''.join('%s: %s\r\n' % (key, value) for key, value in self.headers)
        head = '%s\r\n%sContent-Length: %d\r\n\r\n' % (self.start, fields, len(self.body))
        return head.encode() + self.body


def reply(request, code, reason, headers=(), body='', kind=None, to_tag='fe'):
    """An answer to a request, by the server itself."""
    answer = Message('SIP/2.0 %d %s' % (code, reason))
    for name in ('Via', 'From', 'To', 'Call-ID', 'CSeq', 'Record-Route'):
        for value in request.all(name.lower()):
            if name == 'To' and code > 100 and not tag(value):
                value += ';tag=' + to_tag
            answer.headers.append([name, value])
    answer.headers += [list(h) for h in headers]
    if kind:
        answer.headers.append(['Content-Type', kind])
        answer.body = body.encode()
    return answer
