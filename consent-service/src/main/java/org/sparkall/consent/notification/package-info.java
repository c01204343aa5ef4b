/** What people should hear of, as events for whoever can reach them: this service knows no addresses. */
@NullMarked
package org.sparkall.consent.notification;

import org.jspecify.annotations.NullMarked;
