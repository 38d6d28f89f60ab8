// The wide-character interface of ncurses (ncurses(3X)), and the macros that Swift cannot import.
#pragma once
#define NCURSES_WIDECHAR 1
#include <ncursesw/curses.h>
