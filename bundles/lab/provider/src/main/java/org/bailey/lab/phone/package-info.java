/** Phones that call and are called: the Microsoft client and the room, their calls, and how they answer. */
@NullMarked
package org.bailey.lab.phone;

import org.jspecify.annotations.NullMarked;
