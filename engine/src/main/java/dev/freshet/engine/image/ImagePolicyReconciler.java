package dev.freshet.engine.image;

import java.util.Set;

