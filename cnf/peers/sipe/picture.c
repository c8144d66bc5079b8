/*
 * A drawn picture: a slope of brightness that moves with each picture, and above it the number of the picture as a row of 16
 * squares. Whoever sees it can read the number, and knows what all the rest has to look like.
 */
#include "picture.h"

#include <gst/video/video.h>
#include <math.h>
#include <stdlib.h>

#define BITS 16
#define DARK 16
#define BRIGHT 235

static void (*tell_drawn)(int);
static void (*tell_seen)(int, int, int, int);
static int next_number;

static int brightness(int x, int y, int number)
{
	return DARK + abs((x + 2 * y + 3 * number) % 256 - 128) * 3 / 2;
}

static GstElement *bin(const char *description, GstPadProbeCallback look)
{
	GError *error = NULL;
	GstElement *bin = gst_parse_bin_from_description(description, TRUE, &error);
	if (!bin) {
		g_printerr("%s\n", error->message);
		exit(1);
	}
	GstElement *place = gst_bin_get_by_name(GST_BIN(bin), "look");
	GstPad *pad = gst_element_get_static_pad(place, "sink");
	gst_pad_add_probe(pad, GST_PAD_PROBE_TYPE_BUFFER, look, NULL, NULL);
	gst_object_unref(pad);
	gst_object_unref(place);
	return bin;
}

static gboolean frame_of(GstPad *pad, GstBuffer *buffer, GstVideoFrame *frame, GstMapFlags flags)
{
	GstVideoInfo info;
	GstCaps *caps = gst_pad_get_current_caps(pad);
	gboolean mapped = caps && gst_video_info_from_caps(&info, caps) && gst_video_frame_map(frame, &info, buffer, flags);
	if (caps)
		gst_caps_unref(caps);
	return mapped;
}

static GstPadProbeReturn draw(GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
	GstVideoFrame frame;
	GstBuffer *buffer = gst_buffer_make_writable(GST_PAD_PROBE_INFO_BUFFER(info));
	GST_PAD_PROBE_INFO_DATA(info) = buffer;
	if (!frame_of(pad, buffer, &frame, GST_MAP_WRITE))
		return GST_PAD_PROBE_OK;
	int width = GST_VIDEO_FRAME_WIDTH(&frame), height = GST_VIDEO_FRAME_HEIGHT(&frame);
	int number = next_number++ & 0xffff, square = width / BITS;
	guint8 *luma = GST_VIDEO_FRAME_PLANE_DATA(&frame, 0);
	for (int y = 0; y < height; y++, luma += GST_VIDEO_FRAME_PLANE_STRIDE(&frame, 0))
		for (int x = 0; x < width; x++)
			luma[x] = y >= square || x >= BITS * square ? brightness(x, y, number) :
				  number >> (BITS - 1 - x / square) & 1 ? BRIGHT : DARK;
	gst_video_frame_unmap(&frame);
	tell_drawn(number);
	return GST_PAD_PROBE_OK;
}

/* the middle of each square has to be clearly bright or dark */
static int read_number(const guint8 *luma, int stride, int width)
{
	int number = 0, square = width / BITS;
	for (int bit = 0; bit < BITS; bit++) {
		int sum = 0;
		for (int y = square / 4; y < square - square / 4; y++)
			for (int x = square / 4; x < square - square / 4; x++)
				sum += luma[y * stride + bit * square + x];
		int side = square - 2 * (square / 4), mean = sum / (side * side);
		if (mean > 80 && mean < 170)
			return -1;
		number = number << 1 | (mean >= 170);
	}
	return number;
}

static int likeness(const guint8 *luma, int stride, int width, int height, int number)
{
	double n = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0;
	for (int y = width / BITS + 8; y < height; y += 2)
		for (int x = 0; x < width; x += 2, n++) {
			double is = luma[y * stride + x], was = brightness(x, y, number);
			a += is, b += was, aa += is * is, bb += was * was, ab += is * was;
		}
	double spread = sqrt((aa - a * a / n) * (bb - b * b / n));
	return spread > 0 ? (int)(100 * (ab - a * b / n) / spread) : 0;
}

static GstPadProbeReturn look(GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
	GstVideoFrame frame;
	if (!frame_of(pad, GST_PAD_PROBE_INFO_BUFFER(info), &frame, GST_MAP_READ))
		return GST_PAD_PROBE_OK;
	int width = GST_VIDEO_FRAME_WIDTH(&frame), height = GST_VIDEO_FRAME_HEIGHT(&frame);
	int stride = GST_VIDEO_FRAME_PLANE_STRIDE(&frame, 0);
	const guint8 *luma = GST_VIDEO_FRAME_PLANE_DATA(&frame, 0);
	int number = width < 4 * BITS ? -1 : read_number(luma, stride, width);
	tell_seen(number, width, height, number < 0 ? 0 : likeness(luma, stride, width, height, number));
	gst_video_frame_unmap(&frame);
	return GST_PAD_PROBE_OK;
}

GstElement *picture_source(void (*drawn)(int))
{
	tell_drawn = drawn;
	return bin("videotestsrc is-live=true pattern=black ! video/x-raw,format=I420,width=352,height=288,framerate=15/1 "
		   "! identity name=look",
		   draw);
}

GstElement *picture_sink(void (*seen)(int, int, int, int))
{
	tell_seen = seen;
	return bin("queue ! videoconvert ! video/x-raw,format=I420 ! fakesink name=look async=false sync=false", look);
}
