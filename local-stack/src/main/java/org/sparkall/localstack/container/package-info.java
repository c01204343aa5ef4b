/** The services as containers: their images, and the AOT caches in them. */
@NullMarked
package org.sparkall.localstack.container;

import org.jspecify.annotations.NullMarked;
