package dev.freshet.engine.pipeline;


