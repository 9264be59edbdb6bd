/** What a service shows over HTTP: metrics, health, the dashboard. */
package io.drover.web;
