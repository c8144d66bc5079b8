/*
 * Decodes H.264 as OpenH264 does, for tests: decode IN prints one line for each picture, its size and a hash of its samples; on
 * standard error how many access units were not understood.
 *
 * The stream is fed by access units: a new one begins with a parameter set, a delimiter or a prefix behind a slice, and with the
 * first slice of a picture that no prefix goes before.
 *
 *   gcc -O2 -o decode decode.c $(pkg-config --cflags --libs openh264)
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wels/codec_api.h>

static uint64_t hash;

static void plane(const unsigned char *from, int width, int height, int stride) {
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      hash = (hash ^ from[y * stride + x]) * 0x100000001b3ULL;
}

static void show(unsigned char **planes, SBufferInfo *info) {
  if (info->iBufferStatus != 1) return;
  SSysMEMBuffer *b = &info->UsrData.sSystemBuffer;
  hash = 0xcbf29ce484222325ULL;
  plane(planes[0], b->iWidth, b->iHeight, b->iStride[0]);
  plane(planes[1], b->iWidth / 2, b->iHeight / 2, b->iStride[1]);
  plane(planes[2], b->iWidth / 2, b->iHeight / 2, b->iStride[1]);
  printf("%dx%d %016llx\n", b->iWidth, b->iHeight, (unsigned long long)hash);
}

int main(int argc, char **argv) {
  FILE *in = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (!in) {
    fprintf(stderr, "decode IN\n");
    return 2;
  }
  fseek(in, 0, SEEK_END);
  long size = ftell(in), unit = -1, begin = 0, next;
  rewind(in);
  unsigned char *bytes = calloc(1, size + 16), *planes[3] = {0};
  if (fread(bytes, 1, size, in) != (size_t)size) return 1;
  fclose(in);

  ISVCDecoder *decoder;
  SDecodingParam p;
  SBufferInfo info;
  memset(&p, 0, sizeof p);
  p.uiTargetDqLayer = 255;
  p.eEcActiveIdc = ERROR_CON_DISABLE;
  p.sVideoProperty.eVideoBsType = VIDEO_BITSTREAM_DEFAULT;
  if (WelsCreateDecoder(&decoder)) return 1;
  int quiet = WELS_LOG_QUIET, errors = 0, slices = 0, prefixed = 0;
  (*decoder)->SetOption(decoder, DECODER_OPTION_TRACE_LEVEL, &quiet);
  if ((*decoder)->Initialize(decoder, &p)) return 1;
  for (long at = 0; at <= size; at = next) {
    unit = at;
    while (unit + 3 <= size && !(bytes[unit] == 0 && bytes[unit + 1] == 0 && bytes[unit + 2] == 1)) unit++;
    next = unit + 3;
    int last = next > size, type = last ? 0 : bytes[next] & 0x1f;
    int slice = type == 1 || type == 5 || type == 20;
    int starts = last || type == 7 || type == 9 || type == 14
        || (type != 20 && slice && !prefixed && (bytes[next + 1] & 0x80));
    if (slices && starts) {
      long end = last ? size : unit;
      memset(&info, 0, sizeof info);
      errors += (*decoder)->DecodeFrameNoDelay(decoder, bytes + begin, (int)(end - begin), planes, &info) != 0;
      show(planes, &info);
      begin = end;
      slices = 0;
    }
    slices += slice;
    prefixed = type == 14;
  }
  int over = 1;
  (*decoder)->SetOption(decoder, DECODER_OPTION_END_OF_STREAM, &over);
  memset(&info, 0, sizeof info);
  (*decoder)->FlushFrame(decoder, planes, &info);
  show(planes, &info);
  (*decoder)->Uninitialize(decoder);
  WelsDestroyDecoder(decoder);
  fprintf(stderr, "%d access units not understood\n", errors);
  return errors != 0;
}
