"""How the default house style is made. The product itself reads only the finished huisstijl.docx."""
