#!/bin/sh
# Writes the specs file that teaches gcc the language of .gc files (usage: specs.sh GCC LIBDIR >specs).
#
# gcc chooses the programs for an input by its suffix or by -x; here `.gc` (-x gc) gets the steps of C with
# goc-translate before them. The translator decides how cc1 goes on, by two files of options that cc1
# reads as @file:
#   before   the input and, where it is a translated file, the folder that #include "…" begins in
#   after    what a file with extensions needs besides (docs/language.md, runtime/HACKING.md)
# A file without extensions gets `x.gc` itself and nothing after, so that cc1 sees what it would see from gcc.
#
# The C steps are gcc's own: the options of the preprocessor are taken from `gcc -dumpspecs`, without
# the input (%i), so that a new gcc's new options come along.
set -eu
gcc=$1
lib=$2              # where libgoc.so lies

spec() { "$gcc" -dumpspecs | sed -n "/^\*$1:\$/{n;p;q;}"; }

unique=$(spec cpp_unique_options)
options=$(spec cpp_options)
case $unique in *" %i "*) ;; *) echo "specs.sh: cannot read the specs of $gcc" >&2; exit 1 ;; esac
case $options in *"%(cpp_unique_options)"*) ;; *) echo "specs.sh: cannot read the specs of $gcc" >&2; exit 1 ;; esac
unique=$(printf '%s\n' "$unique" | sed 's/ %i / /')
options=$(printf '%s\n' "$options" | sed 's/%(cpp_unique_options)/%(goc_cpp_unique)/')

# Debian's gcc adds its own defaults to what cc1 gets.
case $("$gcc" -dumpspecs) in
*"*distro_defaults:"*) defaults=' %(distro_defaults)' ;;
*) defaults= ;;
esac

cat <<END
*goc_cpp_unique:
$unique

*goc_cpp:
$options

*goc_translate:
goc-translate %{nostdinc*} %@{I*&F*} %{D*&U*&A*} %{i*} %{pthread:-D_REENTRANT} %{m*} %{std*&ansi&trigraphs} %{f*} %{W*&pedantic*} %{w} %{g*} %{O*} %{undef}

*goc_steps:
%(goc_translate) %{M} %{MM} %{MD} %{MMD} %{MQ*} %{MT*} %{MD|MMD:%{o*:--target-given}} %i -o %g.gc.c \\
--before %d%g.before --after %d%g.after --deps %d%g.deps
 %{E|M|MM:cc1 -E %{traditional|traditional-cpp:-traditional-cpp} @%g.before %(goc_cpp) %(cpp_debug_options) @%g.after}\\
%{!E:%{!M:%{!MM:\\
%{save-temps*|traditional-cpp|no-integrated-cpp:cc1 -E %{traditional|traditional-cpp:-traditional-cpp} @%g.before %(goc_cpp) @%g.after\\
 -o %{save-temps*:%b.i} %{!save-temps*:%g.i}
 cc1 -fpreprocessed %{save-temps*:%b.i} %{!save-temps*:%g.i} %(cc1_options)$defaults @%g.after}\\
%{!save-temps*:%{!traditional-cpp:%{!no-integrated-cpp:cc1 @%g.before %(goc_cpp_unique) %(cc1_options)$defaults @%g.after}}}\\
%{!fsyntax-only:%(invoke_as)}}}}\\
%{M|MM|MD|MMD:
 goc-translate --write-deps %d%g.deps %{MP} %{MF*} %{MD|MMD:--default %{!o:%b.d}%{o*:%.d%*}} %{M|MM:%{!MF*:%{o*}}}}\\
%{save-temps*:
 rm -f %g.before %g.after}

*goc_emit:
%(goc_translate) %i %{o*:%W{o*}} %{!o*:-o -}

.gc:
@gc

@gc:
%{fgoc-emit-c:%(goc_emit);:%(goc_steps)}

%rename lib goc_system_lib

*lib:
%{!r:%{shared:-l:libgoc.so -rpath $lib;static|static-pie:-lgoc-static -lgc -lbacktrace -lm;:-l:libgoc.a} \
--push-state --as-needed -lm -lpthread -ldl --pop-state} %(goc_system_lib)

%rename link goc_system_link

*link:
%(goc_system_link) %{!r:-z now}

END
