@echo off
rem Runs the `redoubt` command of a distribution on Windows: with the runtime that comes with it or, in
rem the portable distribution, with the JDK 25 or newer of REDOUBT_JAVA_HOME, JAVA_HOME or the path.
rem Environment: REDOUBT_JAVA_HOME, REDOUBT_JAVA_OPTIONS and REDOUBT_NO_AOT, as in `redoubt`.
setlocal
set "ROOT=%~dp0.."
for %%I in ("%ROOT%") do set "ROOT=%%~fI"
set "LIB=%ROOT%\lib"
set "JAVA="
set "AOT="
if defined REDOUBT_JAVA_HOME if exist "%REDOUBT_JAVA_HOME%\bin\java.exe" set "JAVA=%REDOUBT_JAVA_HOME%\bin\java.exe"
if not defined JAVA if exist "%ROOT%\runtime\bin\java.exe" (
  set "JAVA=%ROOT%\runtime\bin\java.exe"
  set "AOT=%ROOT%\aot"
)
if not defined JAVA if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
if not defined JAVA for %%I in (java.exe) do if not "%%~$PATH:I"=="" set "JAVA=%%~$PATH:I"
if not defined JAVA (
  echo redoubt: no JDK 25 was found; install one, or name its folder in REDOUBT_JAVA_HOME 1>&2
  exit /b 2
)
set "JVM=-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xss8m -XX:-UsePerfData --sun-misc-unsafe-memory-access=allow"
set "NATIVE=--enable-native-access=ALL-UNNAMED"
set "WHOLE="
if "%~1"=="serve" set "WHOLE=yes"
if "%~1"=="token" set "WHOLE=yes"
if "%~1"=="access" set "WHOLE=yes"
if "%~1"=="backup" set "WHOLE=yes"
if "%~1"=="restore" set "WHOLE=yes"
if "%~1"=="completion" set "WHOLE=yes"
if "%~1"=="model" set "JVM=%JVM% -XX:TieredStopAtLevel=4"
if "%~1"=="ledger" set "JVM=%JVM% -XX:TieredStopAtLevel=4"
if "%~1"=="serve" set "JVM=%JVM% -XX:TieredStopAtLevel=4"
if defined WHOLE (
  set "JAR=%LIB%\redoubt-admin.jar"
  set "MAIN=dev.redoubt.admin.AdminMain"
  set "CACHE=redoubt-server.aot"
  set "JVM=%JVM% %NATIVE%"
) else (
  for %%I in ("%LIB%\redoubt-cli-*.jar") do set "JAR=%%~fI"
  set "MAIN=dev.redoubt.cli.Main"
  set "CACHE=redoubt.aot"
)
set "USED="
if defined AOT if not defined REDOUBT_NO_AOT if exist "%AOT%\%CACHE%" set "USED=-XX:AOTCache="%AOT%\%CACHE%""
"%JAVA%" %USED% -Xlog:disable -Xlog:all=off %JVM% %REDOUBT_JAVA_OPTIONS% -cp "%JAR%" %MAIN% %*
exit /b %ERRORLEVEL%
