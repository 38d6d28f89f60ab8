// The wide-character interface of ncurses (ncurses(3X)), and the macros that Swift cannot import.
#pragma once
#define NCURSES_WIDECHAR 1
#include <ncursesw/curses.h>
// klogctl(3), which Swift's module of the C library leaves out.
#include <sys/klog.h>

// Attributes: casts of shifted constants, which Swift does not see.
static inline attr_t curses_bold(void) { return A_BOLD; }
static inline attr_t curses_dim(void) { return A_DIM; }
static inline attr_t curses_reverse(void) { return A_REVERSE; }
static inline attr_t curses_underline(void) { return A_UNDERLINE; }

// Sets attributes and a colour pair. The macro of the same purpose casts its arguments.
static inline int curses_set_attributes(WINDOW *window, attr_t attributes, short pair) {
    return wattr_set(window, attributes, pair, NULL);
}

// Function keys: KEY_F(0) to KEY_F(63).
static inline int curses_first_function_key(void) { return KEY_F(0); }

// From term.h, which is left out: it defines a macro for every capability, with names like `tab` and `lines`, and brings
// in a second definition of termios.
int setupterm(const char *, int, int *);
char *tigetstr(const char *);
char *tiparm(const char *, ...);

// The string capability of that name, or NULL where the terminal does not have it: tigetstr(3X) has two ways to say so.
static inline const char *curses_capability(const char *name) {
    char *string = tigetstr(name);
    return string == (char *)-1 ? NULL : string;
}

// The string that puts the cursor there: tiparm(3X) takes a variable number of arguments.
static inline const char *curses_place_cursor(int row, int column) {
    const char *capability = curses_capability("cup");
    return capability == NULL ? NULL : tiparm(capability, row, column);
}

// How many columns ncurses takes a character for, in the current locale; -1 where it cannot be printed. POSIX has the
// function, and the headers hide it from Swift.
int wcwidth(wchar_t character);
static inline int curses_columns(wchar_t character) { return wcwidth(character); }
