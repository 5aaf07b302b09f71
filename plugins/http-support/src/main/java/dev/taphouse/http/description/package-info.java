/** Streams as a description: the vocabulary, its placeholders, and what is wrong with one. */
@NullMarked
package dev.taphouse.http.description;

import org.jspecify.annotations.NullMarked;
