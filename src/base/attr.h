/* The only compiler extensions of the house. */
#ifndef JB_BASE_ATTR_H
#define JB_BASE_ATTR_H

#if defined(__GNUC__)
#define ATTR_FORMAT(fmt, first) __attribute__((format(printf, fmt, first)))
#define ATTR_FORMAT_ARG(at) __attribute__((format_arg(at)))
#define ATTR_MUST_USE __attribute__((warn_unused_result))
#else
#define ATTR_FORMAT(fmt, first)
#define ATTR_FORMAT_ARG(at)
#define ATTR_MUST_USE
#endif

#endif
