"""What a Microsoft-dialect client asks a Front End before it believes that it is signed in.

REGISTER with GRUU ([MS-SIPREGE]), the roaming and provisioning subscriptions with their first notification in the
answer ([MS-PRES], [MS-SIP]), and its own presence by SERVICE.
"""
import base64
import hashlib
import re
import uuid

import sip

SCHEMA = 'http://schemas.microsoft.com/2006/09/sip/'


def gruu(user, instance):
    opaque = base64.urlsafe_b64encode(hashlib.md5(instance.encode()).digest()).decode().rstrip('=')
    return 'sip:%s;opaque=user:epid:%s;gruu' % (user, opaque)


def registered(request, binding, expires):
    contact = request.get('contact').split(';+sip')[0].split(';methods')[0]
    headers = [('Expires', str(expires)), ('presence-state', 'register-action="added"'),
               ('Allow-Events', 'vnd-microsoft-provisioning-v2,vnd-microsoft-roaming-contacts,'
                                'vnd-microsoft-roaming-self,presence'),
               ('Supported', 'adhoclist'), ('Supported', 'msrtc-event-categories'),
               ('ms-keep-alive', 'UAS; tcp=no; hop-hop=yes; end-end=no; timeout=300')]
    if expires:
        headers.insert(0, ('Contact', '%s;expires=%d;+sip.instance="<%s>";gruu="%s"' % (
            contact, expires, binding['instance'], binding['gruu'])))
    return sip.reply(request, 200, 'OK', headers)


def _contacts(user):
    return '<contactList deltaNum="1"><group id="1" name="~" externalURI=""/></contactList>'


def _provisioning(user, encryption):
    return ('<provisionGroupList xmlns="%sprovisiongrouplist-notification"><provisionGroup name="ServerConfiguration">'
            '<ucPC2PCAVEncryption>%s</ucPC2PCAVEncryption><ucMaxVideoRateAllowed>Hd720p15M</ucMaxVideoRateAllowed>'
            '<ucPortRangeEnabled>false</ucPortRangeEnabled></provisionGroup></provisionGroupList>') % (
                SCHEMA, encryption)


def _self(user):
    return ('<roamingData xmlns="%sroaming-self"><categories xmlns="%scategories" uri="sip:%s"></categories>'
            '<containers xmlns="%scontainers"></containers><subscribers xmlns="%spresence-subscribers"></subscribers>'
            '</roamingData>') % (SCHEMA, SCHEMA, user, SCHEMA, SCHEMA)


def _presence(who):
    return ('<categories xmlns="%scategories" uri="sip:%s"><category name="state" instance="1" '
            'publishTime="2020-01-01T00:00:00Z"><state xmlns="%sstate" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="aggregateState">'
            '<availability>3500</availability></state></category></categories>') % (SCHEMA, who, SCHEMA)


def subscribed(request, contact, encryption):
    """The answer to a SUBSCRIBE, with the first notification in it."""
    user, name = sip.address(request.get('from')), request.get('event').split(';')[0].lower()
    headers = [('Contact', '<%s>' % contact), ('Expires', request.get('expires', '3600')),
               ('Event', request.get('event')), ('subscription-state', 'active;expires=3600'),
               ('ms-piggyback-cseq', '1'), ('Supported', 'ms-benotify, ms-piggyback-first-notify')]
    kind = 'application/%s+xml'
    if name == 'vnd-microsoft-roaming-contacts':
        return sip.reply(request, 200, 'OK', headers, _contacts(user), kind % name)
    if name == 'vnd-microsoft-provisioning-v2':
        return sip.reply(request, 200, 'OK', headers, _provisioning(user, encryption),
                         kind % 'vnd-microsoft-roaming-provisioning-v2')
    if name == 'vnd-microsoft-roaming-self':
        return sip.reply(request, 200, 'OK', headers, _self(user), kind % name)
    if name == 'presence':
        wanted = re.findall(r'<resource uri="(?:sip:)?([^"]+)"', request.body.decode('utf-8', 'replace'))
        boundary = uuid.uuid4().hex
        # libpurple wants an empty line before each boundary
        parts = ''.join('--%s\r\nContent-ID: <%s>\r\nContent-Type: application/msrtc-event-categories+xml\r\n\r\n'
                        '%s\r\n\r\n' % (boundary, uuid.uuid4(), _presence(who))
                        for who in wanted or [sip.address(request.target)])
        return sip.reply(request, 200, 'OK', headers + [('Require', 'eventlist')], parts + '--%s--\r\n' % boundary,
                         'multipart/related;type="application/rlmi+xml";start=x;boundary="%s"' % boundary)
    return sip.reply(request, 489, 'Bad Event', headers)


def served(request):
    """The answer to a SERVICE: what was published comes back as accepted."""
    user, text, accepted = sip.address(request.get('from')), request.body.decode('utf-8', 'replace'), ''
    for opening, inner in re.findall(r'<publication\s([^>]*?)(?:/>|>(.*?)</publication>)', text, re.S):
        def attribute(name):
            found = re.search(r'\b%s="([^"]*)"' % name, opening)
            return found.group(1) if found else '0'
        accepted += ('<category name="%s" instance="%s" publishTime="2020-01-01T00:00:00Z" container="%s" version="1" '
                     'expireType="%s">%s</category>') % (attribute('categoryName'), attribute('instance'),
                                                         attribute('container'), attribute('expireType'), inner)
    if not accepted:
        return sip.reply(request, 200, 'OK')
    return sip.reply(request, 200, 'OK', (), '<roamingData xmlns="%sroaming-self"><categories xmlns="%scategories" '
                     'uri="sip:%s">%s</categories></roamingData>' % (SCHEMA, SCHEMA, user, accepted),
                     'application/vnd-microsoft-roaming-self+xml')
