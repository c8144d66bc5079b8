/* SRTP, AES_CM_128_HMAC_SHA1_80 and _32 (RFC 3711), on OpenSSL: for the generator and the forwarder beside us. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct secure {
    EVP_CIPHER_CTX *cipher;
    uint8_t salt[16];
    SHA_CTX inner, outer; /* HMAC, the key's block already in */
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

/* text: key and salt in hexadecimal, or "-" for plain RTP */
static void secure_init(struct secure *s, const char *text, int tag) {
    uint8_t master[30], session[16], auth[20], block[64];
    memset(s, 0, sizeof *s);
    if (text[0] == '-')
        return;
    for (int i = 0; i < 30; i++) {
        char octet[3] = {text[2 * i], text[2 * i + 1], 0};
        master[i] = strtol(octet, NULL, 16);
    }
    s->tag = tag;
    derive(master, master + 16, 0, session, 16);
    derive(master, master + 16, 1, auth, 20);
    derive(master, master + 16, 2, s->salt, 14);
    s->cipher = EVP_CIPHER_CTX_new();
    EVP_EncryptInit_ex(s->cipher, EVP_aes_128_ctr(), NULL, session, NULL);
    for (int i = 0; i < 64; i++)
        block[i] = (i < 20 ? auth[i] : 0) ^ 0x36;
    SHA1_Init(&s->inner);
    SHA1_Update(&s->inner, block, 64);
    for (int i = 0; i < 64; i++)
        block[i] ^= 0x36 ^ 0x5c;
    SHA1_Init(&s->outer);
    SHA1_Update(&s->outer, block, 64);
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

static void secure_tag(struct secure *s, const uint8_t *packet, int length, int64_t index, uint8_t *tag) {
    uint32_t rollover = index >> 16;
    uint8_t word[4] = {rollover >> 24, rollover >> 16, rollover >> 8, rollover};
    SHA_CTX state = s->inner;
    SHA1_Update(&state, packet, length);
    SHA1_Update(&state, word, 4);
    SHA1_Final(tag, &state);
    state = s->outer;
    SHA1_Update(&state, tag, 20);
    SHA1_Final(tag, &state);
}

static void secure_crypt(struct secure *s, uint8_t *packet, int length, int64_t index) {
    uint8_t counter[16];
    int out;
    memcpy(counter, s->salt, 14);
    counter[14] = counter[15] = 0;
    for (int i = 0; i < 4; i++)
        counter[4 + i] ^= packet[8 + i];
    for (int i = 0; i < 6; i++)
        counter[8 + i] ^= index >> (40 - 8 * i);
    EVP_EncryptInit_ex(s->cipher, NULL, NULL, NULL, counter);
    EVP_EncryptUpdate(s->cipher, packet + 12, &out, packet + 12, length - 12);
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
