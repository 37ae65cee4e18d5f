"""What can go wrong, each with the exit code the command line gives it.

TranslateSumError            1  unexpected
├── UsageError               2  arguments that make no sense together
├── InputError               3  an input that cannot be worked on
│   ├── InputUnreadable         missing, a directory, no permission, not text
│   ├── InputEmpty              nothing, or too little, to work on
│   └── NotGerman               some other language; `--any-language` goes on
├── ModelError               4  weights that cannot be used
│   ├── ModelMissing            not installed, or no such name
│   └── ModelBroken             a directory that is incomplete, tampered with or unsafe
├── ConfigurationError       5  a setting or a place that cannot work here
└── Interrupted            130  stopped by the user; 143 by SIGTERM

Codes without a class: 0 done, 8 `--strict` found problems, 12 some inputs of several failed, 143 terminated.
A message names the thing, what is wrong with it and what to do, in one line.
"""


class TranslateSumError(Exception):
    """Root of all errors this package raises on purpose; `exit_code` is what the command line exits with."""

    exit_code = 1

    def __init__(self, message: str) -> None:
        # File names and model output end up in messages; one error is one line all the same.
        super().__init__(" ".join(message.split()))


class UsageError(TranslateSumError):
    exit_code = 2


class InputError(TranslateSumError):
    exit_code = 3


class InputUnreadable(InputError):
    pass


class InputEmpty(InputError):
    pass


class NotGerman(InputError):
    pass


class ModelError(TranslateSumError):
    exit_code = 4


class ModelMissing(ModelError):
    pass


class ModelBroken(ModelError):
    pass


class ConfigurationError(TranslateSumError):
    exit_code = 5


class Interrupted(TranslateSumError):
    exit_code = 130

    def __init__(self, message: str, exit_code: int = 130) -> None:
        super().__init__(message)
        self.exit_code = exit_code


EXIT_OK = 0
EXIT_STRICT = 8
EXIT_SOME_FAILED = 12
