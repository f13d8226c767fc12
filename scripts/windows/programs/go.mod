module example.com/windows-programs

go 1.24
