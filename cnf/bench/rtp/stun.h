/* Answers checks of ICE (RFC 8445, RFC 8489) as a peer that is chosen for and sends none of its own. */
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdint.h>
#include <string.h>

#define STUN_COOKIE 0x2112a442u

static void put16(uint8_t *at, int value) {
    at[0] = value >> 8;
    at[1] = value;
}

static void put32(uint8_t *at, uint32_t value) {
    put16(at, value >> 16);
    put16(at + 2, value & 0xffff);
}

static uint32_t get32(const uint8_t *at) {
    return (uint32_t)at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3];
}

static int stun_request(const uint8_t *packet, int length) {
    return length >= 20 && packet[0] == 0 && packet[1] == 1 && get32(packet + 4) == STUN_COOKIE;
}

/* whether a request chooses its pair */
static int stun_chooses(const uint8_t *packet, int length) {
    for (int at = 20; at + 4 <= length; at += 4 + (((packet[at + 2] << 8 | packet[at + 3]) + 3) & ~3))
        if (packet[at] == 0 && packet[at + 1] == 0x25)
            return 1;
    return 0;
}

static uint32_t crc32_of(const uint8_t *bytes, int length) {
    uint32_t crc = ~0u;
    for (int i = 0; i < length; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
    }
    return ~crc;
}

/* a success with XOR-MAPPED-ADDRESS, MESSAGE-INTEGRITY and FINGERPRINT; its length */
static int stun_answer(const uint8_t *request, const struct sockaddr_in *from, const char *password, uint8_t *out) {
    unsigned mac_length = 20;
    memcpy(out, request, 20);
    put16(out, 0x0101);
    put32(out + 20, 0x00200008);
    put16(out + 24, 1);
    put16(out + 26, ntohs(from->sin_port) ^ STUN_COOKIE >> 16);
    put32(out + 28, ntohl(from->sin_addr.s_addr) ^ STUN_COOKIE);
    put32(out + 32, 0x00080014);
    put16(out + 2, 56 - 20);
    HMAC(EVP_sha1(), password, strlen(password), out, 32, out + 36, &mac_length);
    put32(out + 56, 0x80280004);
    put16(out + 2, 64 - 20);
    put32(out + 60, crc32_of(out, 56) ^ 0x5354554e);
    return 64;
}
