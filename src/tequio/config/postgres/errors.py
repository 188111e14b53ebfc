"""What can go wrong with the database before the site starts, said so that an operator can mend it."""

import errno


class LauncherError(Exception):
    """The database cannot be used; the message, in Spanish, says what happened and what to do."""


class NotWritableError(LauncherError):
    """A folder of ours cannot be written."""


class DiskFullError(LauncherError):
    """There is no room left on the disk of the data folder."""


class OtherVersionError(LauncherError):
    """The data belongs to another major version of PostgreSQL."""


class TooOldError(LauncherError):
    """The server of DATABASE_URL is older than we support."""


class UnreachableError(LauncherError):
    """The server of DATABASE_URL does not answer, or refuses us."""


def of_system(error: OSError, where: object) -> LauncherError:
    """Return the operating system's error about ``where`` in words of ours."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT} or "No space left on device" in str(error):
        return disk_full(where)  # copying a folder gives a list of errors without a number
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return NotWritableError(
            f"No se puede escribir en la carpeta de datos {where} ({error.strerror}). "
            "Dé permiso de escritura al usuario que ejecuta Tequio o elija otra carpeta con TEQUIO_DATA_DIR."
        )
    return LauncherError(f"No se pudo preparar la base de datos en {where}: {error}")


def disk_full(where: object) -> DiskFullError:
    """Return the error of a disk without room."""
    return DiskFullError(
        f"El disco de la carpeta de datos {where} está lleno. Nada de lo guardado se ha perdido: "
        "libere espacio y vuelva a arrancar."
    )


def of_server(output: str, where: object) -> LauncherError:
    """Return what a PostgreSQL program printed when it failed, in words of ours."""
    if "No space left on device" in output or "Disk quota exceeded" in output:
        return disk_full(where)
    if "Permission denied" in output:
        return NotWritableError(
            f"El usuario del servidor de base de datos no puede usar la carpeta {where}. Las carpetas que la "
            "contienen deben dejarlo pasar y Tequio no cambia permisos ajenos: elija otra con TEQUIO_DATA_DIR."
        )
    last = "\n".join(output.strip().splitlines()[-8:])
    return LauncherError(f"PostgreSQL no arrancó en {where}. Lo último que dijo:\n{last}")
