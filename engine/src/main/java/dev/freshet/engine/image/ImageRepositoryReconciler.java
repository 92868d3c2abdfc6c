package dev.freshet.engine.image;


