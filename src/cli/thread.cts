/** A thread of `check`: the program of the command, with what V8 has compiled of it. */
import load = require('./main.cjs');

void load().judge();
