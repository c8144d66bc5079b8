/*
 * Makes H.264 with real scalable layers, for tests: encode OUT WIDTH HEIGHT PICTURES TEMPORAL SPATIAL [simulcast] [slice BYTES] [key N] [qp N]
 *
 * Draws what it encodes: a slope that moves, and the number of the picture as a row of 16 squares, so that nothing is read but the
 * arguments. Spatial layers halve the size downwards. With simulcast each is a stream of its own in OUT.0, OUT.1 ..., the smallest
 * first; else all are one stream in OUT. With a slice size slices are no longer, so that each fits a packet.
 *
 *   gcc -O2 -o encode encode.c $(pkg-config --cflags --libs openh264)
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wels/codec_api.h>

#define MOST_LAYERS 4
#define RATE 30

static void draw(unsigned char *luma, int width, int height, int number) {
  unsigned char *chroma = luma + width * height;
  int square = width / 16;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      luma[y * width + x] = (unsigned char)((x + 3 * number) / 4 + (y + number) / 3 + ((x ^ y) & 8));
  for (int y = 0; y < square; y++)
    for (int x = 0; x < 16 * square; x++)
      luma[y * width + x] = number >> (15 - x / square) & 1 ? 235 : 16;
  for (int i = 0; i < width * height / 2; i++)
    chroma[i] = (unsigned char)(128 + (i / 64 + number) % 24);
}

static void fail(const char *what, int code) {
  fprintf(stderr, "encode: %s failed with %d\n", what, code);
  exit(1);
}

int main(int argc, char **argv) {
  if (argc < 7) {
    fprintf(stderr, "encode OUT WIDTH HEIGHT PICTURES TEMPORAL SPATIAL [simulcast] [slice BYTES] [key N] [qp N]\n");
    return 2;
  }
  int width = atoi(argv[2]), height = atoi(argv[3]), pictures = atoi(argv[4]);
  int temporal = atoi(argv[5]), spatial = atoi(argv[6]);
  int simulcast = 0, slice = 0, key = 0, qp = 30;
  for (int i = 7; i < argc; i++) {
    if (!strcmp(argv[i], "simulcast")) simulcast = 1;
    else if (!strcmp(argv[i], "slice") && i + 1 < argc) slice = atoi(argv[++i]);
    else if (!strcmp(argv[i], "key") && i + 1 < argc) key = atoi(argv[++i]);
    else if (!strcmp(argv[i], "qp") && i + 1 < argc) qp = atoi(argv[++i]);
    else fail(argv[i], 2);
  }

  ISVCEncoder *encoder;
  SEncParamExt p;
  if (WelsCreateSVCEncoder(&encoder)) fail("WelsCreateSVCEncoder", 1);
  int quiet = WELS_LOG_QUIET;
  (*encoder)->SetOption(encoder, ENCODER_OPTION_TRACE_LEVEL, &quiet);
  (*encoder)->GetDefaultParams(encoder, &p);
  p.iUsageType = CAMERA_VIDEO_REAL_TIME;
  p.iPicWidth = width;
  p.iPicHeight = height;
  p.fMaxFrameRate = RATE;
  p.iRCMode = RC_OFF_MODE;
  p.iTemporalLayerNum = temporal;
  p.iSpatialLayerNum = spatial;
  p.uiIntraPeriod = key;
  p.bPrefixNalAddingCtrl = 1;
  p.bSimulcastAVC = simulcast;
  p.bEnableFrameSkip = 0;
  p.iMultipleThreadIdc = 1;
  p.bEnableSceneChangeDetect = 0;
  p.bEnableAdaptiveQuant = 0;
  p.bEnableBackgroundDetection = 0;
  p.eSpsPpsIdStrategy = CONSTANT_ID;
  if (slice) p.uiMaxNalSize = slice;
  for (int i = 0; i < spatial; i++) {
    SSpatialLayerConfig *layer = &p.sSpatialLayers[i];
    layer->iVideoWidth = width >> (spatial - 1 - i);
    layer->iVideoHeight = height >> (spatial - 1 - i);
    layer->fFrameRate = RATE;
    layer->iDLayerQp = qp;
    layer->uiProfileIdc = i && !simulcast ? PRO_SCALABLE_BASELINE : PRO_BASELINE;
    layer->sSliceArgument.uiSliceMode = slice ? SM_SIZELIMITED_SLICE : SM_SINGLE_SLICE;
    layer->sSliceArgument.uiSliceSizeConstraint = slice;
  }
  int code = (*encoder)->InitializeExt(encoder, &p);
  if (code) fail("InitializeExt", code);

  FILE *out[MOST_LAYERS];
  for (int i = 0; i < spatial; i++) {
    char name[1024];
    snprintf(name, sizeof name, simulcast ? "%s.%d" : "%s", argv[1], i);
    out[i] = simulcast || !i ? fopen(name, "wb") : out[0];
    if (!out[i]) fail(name, 1);
  }
  unsigned char *bytes = malloc((size_t)width * height * 3 / 2);
  SSourcePicture picture;
  memset(&picture, 0, sizeof picture);
  picture.iColorFormat = videoFormatI420;
  picture.iPicWidth = width;
  picture.iPicHeight = height;
  picture.iStride[0] = width;
  picture.iStride[1] = picture.iStride[2] = width / 2;
  picture.pData[0] = bytes;
  picture.pData[1] = bytes + width * height;
  picture.pData[2] = picture.pData[1] + width * height / 4;
  for (int n = 0; n < pictures; n++) {
    SFrameBSInfo info;
    memset(&info, 0, sizeof info);
    draw(bytes, width, height, n);
    picture.uiTimeStamp = n * 1000LL / RATE;
    code = (*encoder)->EncodeFrame(encoder, &picture, &info);
    if (code) fail("EncodeFrame", code);
    for (int l = 0; l < info.iLayerNum; l++) {
      SLayerBSInfo *layer = &info.sLayerInfo[l];
      int length = 0;
      for (int k = 0; k < layer->iNalCount; k++) length += layer->pNalLengthInByte[k];
      fwrite(layer->pBsBuf, 1, length, out[layer->uiSpatialId]);
    }
  }
  (*encoder)->Uninitialize(encoder);
  WelsDestroySVCEncoder(encoder);
  for (int i = 0; i < spatial; i++)
    if ((simulcast || !i) && fclose(out[i])) fail("fclose", 1);
  return 0;
}
