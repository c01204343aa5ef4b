/** Where the services are, and how they are asked. */
@NullMarked
package org.sparkall.admin.connection;

import org.jspecify.annotations.NullMarked;
