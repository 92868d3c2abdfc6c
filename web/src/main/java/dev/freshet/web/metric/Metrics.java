package dev.freshet.web.metric;


