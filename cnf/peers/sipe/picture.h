/* Pictures that tell which they are, and how like the drawn one a seen one is. */
#include <gst/gst.h>

/* Draws picture after picture, 352x288, 15 a second, and tells the number of each. */
GstElement *picture_source(void (*drawn)(int number));

/* Looks at each picture. The number is -1 where there is none, the likeness 100 times the correlation with what is drawn. */
GstElement *picture_sink(void (*seen)(int number, int width, int height, int likeness));
