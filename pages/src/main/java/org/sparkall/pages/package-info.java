/** What every page of the suite has in common: its frame, its headers, and where its forms may lead. */
@NullMarked
package org.sparkall.pages;

import org.jspecify.annotations.NullMarked;
