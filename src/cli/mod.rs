//! Arguments, progress, what is printed, exit codes; nothing else prints.
