/** {@code drover lab}: a fleet of real agents against an emulated cloud, in one process and in accelerated time. */
package io.drover.lab;
