/** As whom the services are asked. */
@NullMarked
package org.sparkall.admin.signin;

import org.jspecify.annotations.NullMarked;
