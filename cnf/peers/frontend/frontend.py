#!/usr/bin/env python3
"""A small Front End: registrar and forking, record-routing proxy for genuine Microsoft-dialect clients.

  frontend.py --listen 127.0.0.1:5065 --route video.test=tls:127.0.0.1:65072
              [--tls 127.0.0.1:5061 --cert FILE --key FILE --ca FILE]

Clients sign in at --listen. Whatever is for a domain of --route goes to that next hop, over TLS with our certificate.
Whoever comes to --tls with a certificate of --ca is a trusted server: what it sends goes to the signed-in users, to all
endpoints of a user at once. Every message is printed; nothing is kept.
"""
import argparse
import asyncio
import hashlib
import ipaddress
import re
import ssl
import sys

import signin
import sip


class Connection:
    count = 0

    def __init__(self, server, reader, writer, kind):
        Connection.count += 1
        self.id, self.server, self.reader, self.writer, self.kind = Connection.count, server, reader, writer, kind
        self.peer = writer.get_extra_info('peername')
        self.user = None

    def send(self, message):
        raw = message.bytes()
        self.server.trace('>>', self, raw)
        self.writer.write(raw)

    async def run(self):
        data = b''
        try:
            while chunk := await self.reader.read(65536):
                data += chunk
                while True:
                    data = data.lstrip(b'\r\n')
                    end = data.find(b'\r\n\r\n')
                    if end < 0:
                        break
                    length = re.search(rb'^(?:content-length|l)\s*:\s*(\d+)', data[:end], re.I | re.M)
                    total = end + 4 + (int(length.group(1)) if length else 0)
                    if len(data) < total:
                        break
                    head, body, raw, data = data[:end], data[end + 4:total], data[:total], data[total:]
                    self.server.trace('<<', self, raw)
                    await self.server.handle(self, sip.Message.parse(head, body))
        except (ConnectionError, ssl.SSLError) as error:
            print('connection %d: %s' % (self.id, error), flush=True)
        finally:
            self.server.forget(self)
            self.writer.close()


class Leg:
    def __init__(self, connection, request):
        self.connection, self.request, self.final = connection, request, None


class Invitation:
    """One INVITE and the endpoints it went to."""

    def __init__(self, source, request):
        self.source, self.request, self.legs, self.answered = source, request, {}, None


class FrontEnd:
    def __init__(self, options):
        self.options = options
        self.host, port = options.listen.split(':')
        self.ports = {'tcp': port, 'tls': options.tls.split(':')[1] if options.tls else port}
        self.bindings, self.connections, self.hops, self.invitations, self.dialogs = {}, {}, {}, {}, {}
        self.routes = dict(route.split('=', 1) for route in options.route)

    # ---- connections

    def trace(self, direction, connection, raw):
        print('%s %d\n%s\n' % (direction, connection.id, raw.decode('utf-8', 'replace')), flush=True)

    def add(self, reader, writer, kind):
        connection = Connection(self, reader, writer, kind)
        self.connections[connection.id] = connection
        return connection

    def forget(self, connection):
        self.connections.pop(connection.id, None)
        self.hops = {hop: open for hop, open in self.hops.items() if open is not connection}
        for user, bindings in list(self.bindings.items()):
            self.bindings[user] = [b for b in bindings if b['connection'] is not connection]

    def tls(self, purpose):
        context = ssl.create_default_context(purpose, cafile=self.options.ca)
        context.check_hostname = False
        context.load_cert_chain(self.options.cert, self.options.key)
        context.verify_mode = ssl.CERT_REQUIRED
        return context

    async def hop(self, target):
        if target not in self.hops:
            kind, host, port = target.split(':')
            context = self.tls(ssl.Purpose.SERVER_AUTH) if kind == 'tls' else None
            reader, writer = await asyncio.wait_for(asyncio.open_connection(host, int(port), ssl=context), 5)
            self.hops[target] = self.add(reader, writer, kind)
            asyncio.ensure_future(self.hops[target].run())
        return self.hops[target]

    # ---- messages

    async def handle(self, connection, message):
        if message.code:
            return self.response(message)
        via = sip.values(message.get('via'))
        via[0] += ';received=%s;ms-received-port=%d;ms-received-cid=%X' % (*connection.peer[:2], connection.id)
        message.set('Via', ', '.join(via))
        own = sip.address(message.target).split('@')[-1] in (self.options.domain, self.options.fqdn)
        if message.method == 'REGISTER':
            connection.send(self.register(connection, message))
        elif message.method == 'SUBSCRIBE' and own:
            contact = 'sip:%s:%s;transport=tcp' % (self.options.fqdn, self.ports['tcp'])
            connection.send(signin.subscribed(message, contact, self.options.encryption))
        elif message.method == 'SERVICE' and own:
            connection.send(signin.served(message))
        elif message.method == 'OPTIONS' and sip.address(message.target) in (self.options.fqdn, self.host):
            connection.send(sip.reply(message, 200, 'OK'))
        elif message.method == 'CANCEL':
            self.cancel(connection, message)
        else:
            await self.proxy(connection, message)

    def register(self, connection, message):
        user, contact = sip.address(message.get('to')), message.get('contact')
        instance = (re.search(r'\+sip\.instance="<([^>]*)>"', contact) or [None, ''])[1]
        expires = int(message.get('expires') or sip.parameter(contact, 'expires') or 600)
        binding = {'connection': connection,
                   'contact': sip.uri(contact), 'instance': instance, 'gruu': signin.gruu(user, instance)}
        # two clients on one machine have the same epid: the connection tells them apart
        others = [b for b in self.bindings.get(user, []) if b['connection'] is not connection]
        self.bindings[user] = others + ([binding] if expires else [])
        connection.user = user
        return signin.registered(message, binding, expires)

    async def targets(self, connection, message):
        """Where a request goes: pairs of connection and request URI."""
        routes = message.all('route')
        wanted = sip.uri(sip.values(routes[0])[0]) if routes else message.target
        user = sip.address(wanted)
        if not routes:
            party = self.dialogs.get(self.party(message, 'to'))
            bindings = [b for b in self.bindings.get(user, []) if party in (None, b['connection'])]
            exact = [b for b in bindings if message.target.lower() in (b['gruu'].lower(), b['contact'].lower())]
            if exact or bindings:
                return [(b['connection'], b['contact']) for b in exact or bindings]
        domain = user.split('@')[-1]
        if domain in self.routes:
            return [(await self.hop(self.routes[domain]), message.target)]
        try:
            ipaddress.ip_address(domain)
        except ValueError:
            return []
        host_port = re.match(r'sips?:(?:[^@]*@)?([\d.]+)(?::(\d+))?', wanted)
        kind = (sip.parameter(wanted, 'transport') or 'tcp').lower()
        return [(await self.hop('%s:%s:%s' % (kind, host_port[1], host_port[2] or 5060)), message.target)]

    @staticmethod
    def party(message, side):
        """One end of a dialog. The address is in it: two clients may have thought of the same Call-ID and tag."""
        end = message.get(side)
        return message.get('call-id'), sip.tag(end), sip.address(end)

    def mine(self, route):
        host, _, port = re.sub(r'^sips?:', '', sip.uri(route)).split(';')[0].split('@')[-1].partition(':')
        return host in (self.options.fqdn, self.options.domain) or (host == self.host and port in self.ports.values())

    async def proxy(self, connection, message):
        while message.all('route') and self.mine(sip.values(message.all('route')[0])[0]):
            message.pop('route')
        key = (connection.id, *message.transaction())
        if message.method == 'ACK' and key in self.invitations and self.invitations[key].answered != 'yes':
            return
        try:
            targets = await self.targets(connection, message)
        except (OSError, asyncio.TimeoutError) as error:
            print('no next hop: %s' % error, flush=True)
            targets = None
        if not targets:
            if message.method != 'ACK':
                connection.send(self.unreachable(message, targets is None))
            return
        if message.method == 'INVITE':
            connection.send(sip.reply(message, 100, 'Trying'))
            self.invitations[key] = Invitation(connection, message)
            self.dialogs[self.party(message, 'from')] = connection
        if message.method == 'BYE' and self.options.cancel and not sip.tag(message.get('to')):
            early = [i for i in self.invitations.values() if i.source is connection and i.answered is None
                     and i.request.get('call-id') == message.get('call-id')]
            for invitation in early:
                self.cancel_open_legs(invitation)
            return connection.send(sip.reply(message, 200, 'OK'))
        for number, (target, uri) in enumerate(targets):
            self.forward(connection, message, target, uri, number, self.invitations.get(key))

    def forward(self, connection, message, target, uri, number, invitation):
        request = message.copy()
        request.start = '%s %s SIP/2.0' % (message.method, uri)
        request.set('Max-Forwards', str(int(message.get('max-forwards', '70')) - 1))
        secret = '%d %s %s %d' % (connection.id, message.get('via'), message.get('cseq'), number)
        branch = 'z9hG4bK' + hashlib.md5(secret.encode()).hexdigest().upper()[:16]
        request.push('Via', 'SIP/2.0/%s %s:%s;branch=%s;branched=FALSE;ms-fe-cid=%X' % (
            target.kind.upper(), self.options.fqdn, self.ports[target.kind], branch, connection.id))
        if message.method == 'INVITE' and not sip.tag(message.get('to')):
            request.push('Record-Route', '<sip:%s:%s;transport=%s;opaque=state:F;lr>' % (
                self.host, self.ports[target.kind], target.kind))
            if connection.user:
                request.drop('p-preferred-identity')
                request.set('P-Asserted-Identity', '<sip:%s>' % connection.user)
        if message.method == 'INVITE':
            invitation.legs[branch] = Leg(target, request)
        target.send(request)

    def unreachable(self, message, failed):
        code, reason, cause = (504, 'Server time-out', '1038;reason="Failed to connect to a peer server"') if failed \
            else (404, 'Not Found', '1003;reason="User does not exist"')
        return sip.reply(message, code, reason, [('ms-diagnostics', '%s;source="%s"' % (cause, self.options.fqdn))])

    def response(self, message):
        via = message.pop('via')
        branch = sip.parameter(via, 'branch')
        invitation = next((i for i in self.invitations.values() if branch in i.legs), None)
        if invitation and message.get('cseq').endswith('INVITE'):
            return self.answer(invitation, invitation.legs[branch], message)
        source = self.connections.get(int(sip.parameter(via, 'ms-fe-cid') or '0', 16))
        if source and not message.get('cseq').endswith('CANCEL'):
            source.send(message)

    def answer(self, invitation, leg, message):
        if message.code == 100:
            return
        if message.code < 300:
            self.dialogs[self.party(message, 'to')] = leg.connection
            if message.code >= 200:
                leg.final, invitation.answered = message, 'yes'
                self.cancel_open_legs(invitation)
            return invitation.source.send(message)
        leg.final = message
        leg.connection.send(self.hop_request('ACK', leg, message.get('to')))
        if invitation.answered is None and all(l.final for l in invitation.legs.values()):
            invitation.answered = 'no'
            invitation.source.send(min((l.final for l in invitation.legs.values()),
                                       key=lambda m: 0 if m.code >= 600 else m.code))

    @staticmethod
    def hop_request(method, leg, to):
        """ACK or CANCEL for the INVITE of a leg, from this hop to the next."""
        request = sip.Message('%s %s SIP/2.0' % (method, leg.request.target),
                              [('Via', sip.values(leg.request.get('via'))[0]), ('Max-Forwards', '70'),
                               ('From', leg.request.get('from')), ('To', to), ('Call-ID', leg.request.get('call-id')),
                               ('CSeq', '%s %s' % (leg.request.get('cseq').split(' ')[0], method))])
        request.headers += [['Route', route] for route in leg.request.all('route')]
        return request

    def cancel_open_legs(self, invitation):
        for leg in invitation.legs.values():
            if leg.final is None:
                leg.connection.send(self.hop_request('CANCEL', leg, leg.request.get('to')))

    def cancel(self, connection, message):
        invitation = self.invitations.get((connection.id, *message.transaction()))
        if invitation is None:
            return connection.send(sip.reply(message, 481, 'Call Leg/Transaction Does Not Exist'))
        connection.send(sip.reply(message, 200, 'OK'))
        self.cancel_open_legs(invitation)

    async def serve(self):
        async def accept(kind, reader, writer):
            await self.add(reader, writer, kind).run()
        await asyncio.start_server(lambda r, w: accept('tcp', r, w), self.host, int(self.ports['tcp']))
        if self.options.tls:
            await asyncio.start_server(lambda r, w: accept('tls', r, w), self.host, int(self.ports['tls']),
                                       ssl=self.tls(ssl.Purpose.CLIENT_AUTH))
        print('Front End is ready', flush=True)
        await asyncio.Event().wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--domain', default='lync.test')
    parser.add_argument('--fqdn', default='fe.lync.test')
    parser.add_argument('--listen', required=True)
    parser.add_argument('--tls')
    parser.add_argument('--cert')
    parser.add_argument('--key')
    parser.add_argument('--ca')
    parser.add_argument('--route', action='append', default=[])
    parser.add_argument('--cancel', action='store_true', help='turn a BYE before the answer into CANCEL')
    parser.add_argument('--encryption', default='SupportEncryption')
    asyncio.run(FrontEnd(parser.parse_args()).serve())


if __name__ == '__main__':
    sys.exit(main())
