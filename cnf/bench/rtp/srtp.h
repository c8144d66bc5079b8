/* SRTP and SRTCP, AES_CM_128_HMAC_SHA1_80 and _32 (RFC 3711), on OpenSSL: for the generator and the forwarder beside us. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct keys {
    EVP_CIPHER_CTX *cipher;
    uint8_t salt[16];
    SHA_CTX inner, outer; /* HMAC, the key's block already in */
};

struct secure {
    struct keys packets, reports;
    uint32_t reported; /* index of SRTCP */
    int tag;              /* bytes of tag; 0 for plain RTP */
    int begun;
    int64_t highest;
};

static void derive(const uint8_t *key, const uint8_t *salt, int label, uint8_t *out, int bytes) {
    uint8_t counter[16] = {0}, zeros[32] = {0};
    int length;
    memcpy(counter, salt, 14);
    counter[7] ^= label;
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    EVP_EncryptInit_ex(context, EVP_aes_128_ctr(), NULL, key, counter);
    EVP_EncryptUpdate(context, out, &length, zeros, bytes);
    EVP_CIPHER_CTX_free(context);
}

static void keys_init(struct keys *k, const uint8_t *master, int label) {
    uint8_t session[16], auth[20], block[64];
    derive(master, master + 16, label, session, 16);
    derive(master, master + 16, label + 1, auth, 20);
    derive(master, master + 16, label + 2, k->salt, 14);
    k->cipher = EVP_CIPHER_CTX_new();
    EVP_EncryptInit_ex(k->cipher, EVP_aes_128_ctr(), NULL, session, NULL);
    for (int i = 0; i < 64; i++)
        block[i] = (i < 20 ? auth[i] : 0) ^ 0x36;
    SHA1_Init(&k->inner);
    SHA1_Update(&k->inner, block, 64);
    for (int i = 0; i < 64; i++)
        block[i] ^= 0x36 ^ 0x5c;
    SHA1_Init(&k->outer);
    SHA1_Update(&k->outer, block, 64);
}

/* text: key and salt in hexadecimal, or "-" for plain RTP */
static void secure_init(struct secure *s, const char *text, int tag) {
    uint8_t master[30];
    memset(s, 0, sizeof *s);
    if (text[0] == '-')
        return;
    for (int i = 0; i < 30; i++) {
        char octet[3] = {text[2 * i], text[2 * i + 1], 0};
        master[i] = strtol(octet, NULL, 16);
    }
    s->tag = tag;
    keys_init(&s->packets, master, 0);
    keys_init(&s->reports, master, 3);
}

static int64_t secure_index(struct secure *s, const uint8_t *packet) {
    uint16_t sequence = packet[2] << 8 | packet[3];
    int64_t index = s->begun ? s->highest + (int16_t)(sequence - (uint16_t)s->highest) : sequence;
    return index;
}

static void secure_note(struct secure *s, int64_t index) {
    if (!s->begun || index > s->highest)
        s->highest = index;
    s->begun = 1;
}

static void keys_tag(struct keys *k, const uint8_t *packet, int length, const uint8_t *word, uint8_t *tag) {
    SHA_CTX state = k->inner;
    SHA1_Update(&state, packet, length);
    SHA1_Update(&state, word, 4);
    SHA1_Final(tag, &state);
    state = k->outer;
    SHA1_Update(&state, tag, 20);
    SHA1_Final(tag, &state);
}

/* ssrc: where the packet has it */
static void keys_crypt(struct keys *k, uint8_t *from, int length, const uint8_t *ssrc, int64_t index) {
    uint8_t counter[16];
    int out;
    memcpy(counter, k->salt, 14);
    counter[14] = counter[15] = 0;
    for (int i = 0; i < 4; i++)
        counter[4 + i] ^= ssrc[i];
    for (int i = 0; i < 6; i++)
        counter[8 + i] ^= index >> (40 - 8 * i);
    EVP_EncryptInit_ex(k->cipher, NULL, NULL, NULL, counter);
    EVP_EncryptUpdate(k->cipher, from, &out, from, length);
}

static void secure_tag(struct secure *s, const uint8_t *packet, int length, int64_t index, uint8_t *tag) {
    uint32_t rollover = index >> 16;
    uint8_t word[4] = {rollover >> 24, rollover >> 16, rollover >> 8, rollover};
    keys_tag(&s->packets, packet, length, word, tag);
}

static void secure_crypt(struct secure *s, uint8_t *packet, int length, int64_t index) {
    keys_crypt(&s->packets, packet + 12, length - 12, packet + 8, index);
}

#define REPORT_TAG 10

/* new length; there are 14 bytes of room */
static int secure_protect_report(struct secure *s, uint8_t *packet, int length) {
    uint8_t tag[20];
    if (!s->tag)
        return length;
    uint32_t index = s->reported++;
    uint8_t word[4] = {index >> 24 | 0x80, index >> 16, index >> 8, index};
    keys_crypt(&s->reports, packet + 8, length - 8, packet + 4, index);
    keys_tag(&s->reports, packet, length, word, tag);
    memcpy(packet + length, word, 4);
    memcpy(packet + length + 4, tag, REPORT_TAG);
    return length + 4 + REPORT_TAG;
}

/* new length, -1 if the tag is wrong */
static int secure_unprotect_report(struct secure *s, uint8_t *packet, int length) {
    uint8_t tag[20];
    if (!s->tag)
        return length;
    length -= 4 + REPORT_TAG;
    if (length < 8)
        return -1;
    uint8_t *word = packet + length;
    keys_tag(&s->reports, packet, length, word, tag);
    if (memcmp(tag, word + 4, REPORT_TAG))
        return -1;
    if (word[0] & 0x80)
        keys_crypt(&s->reports, packet + 8, length - 8, packet + 4,
                   (int64_t)(word[0] & 0x7f) << 24 | word[1] << 16 | word[2] << 8 | word[3]);
    return length;
}

/* new length */
static int secure_protect(struct secure *s, uint8_t *packet, int length) {
    uint8_t tag[20];
    if (!s->tag)
        return length;
    int64_t index = secure_index(s, packet);
    secure_note(s, index);
    secure_crypt(s, packet, length, index);
    secure_tag(s, packet, length, index, tag);
    memcpy(packet + length, tag, s->tag);
    return length + s->tag;
}

/* new length, -1 if the tag is wrong */
static int secure_unprotect(struct secure *s, uint8_t *packet, int length) {
    uint8_t tag[20];
    if (!s->tag)
        return length;
    length -= s->tag;
    if (length < 12)
        return -1;
    int64_t index = secure_index(s, packet);
    secure_tag(s, packet, length, index, tag);
    if (memcmp(tag, packet + length, s->tag))
        return -1;
    secure_crypt(s, packet, length, index);
    secure_note(s, index);
    return length;
}
